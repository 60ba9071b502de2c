"""The processes of the demo: started together, stopped together, never left behind."""

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

from gapura.channels.cli.house import ROOT, SetupError
from gapura.channels.cli.speech import told

PR_SET_PDEATHSIG = 1
GRACE = 12  # seconds to end the piece in hand


class Children:
    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, *arguments: str) -> None:
        """Start `python …` in a session of its own, so that Ctrl-C reaches only us."""
        self.logs.mkdir(parents=True, exist_ok=True)
        with (self.logs / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(  # noqa: S603 - our own modules
                [sys.executable, *arguments],
                cwd=ROOT,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=_die_with_parent,  # noqa: PLW1509 - we have no threads
            )

    def run(self, *arguments: str, environment: dict[str, str]) -> None:
        """Run `python …` to its end, showing what it says."""
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, *arguments],
            cwd=ROOT,
            env=_environment() | environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - we have no threads
        )
        self._running["step"] = process
        code = process.wait()
        del self._running["step"]
        if code:
            raise SetupError(
                told(
                    "Langkah di atas gagal. Perbaiki sebabnya, lalu jalankan lagi: yang sudah "
                    "selesai tidak diulang.",
                    "The step above failed. Mend its cause and start again: what is done is not "
                    "done twice.",
                )
            )

    def fallen(self) -> str:
        """The name of a process that ended, or nothing."""
        return next((n for n, child in self._running.items() if child.poll() is not None), "")

    def require_alive(self) -> None:
        name = self.fallen()
        if name:
            raise SetupError(
                told(
                    f"{name} tidak mau berjalan. Lihat {self.logs}/{name}.log.",
                    f"{name} does not start. See {self.logs}/{name}.log.",
                )
            )

    def stop(self) -> None:
        """Ask each to end, wait, and end those that do not; last started first."""
        alive = [child for child in reversed(self._running.values()) if child.poll() is None]
        for child in alive:
            _signal(child, signal.SIGTERM)
        for child in alive:
            try:
                child.wait(GRACE)
            except subprocess.TimeoutExpired:
                _signal(child, signal.SIGKILL)
                child.wait()
        self._running.clear()


def _signal(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return


def _environment() -> dict[str, str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return os.environ | {"PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def _die_with_parent() -> None:
    """Even a parent that was killed leaves nobody behind (Linux; elsewhere Ctrl-C must do)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
