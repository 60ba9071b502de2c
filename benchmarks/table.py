"""The table that a run prints: what was measured, the number, the aim, and what it took."""

import os
import platform
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass
class Table:
    rows: list[tuple[str, str, str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    load_before: tuple[float, ...] = field(default_factory=os.getloadavg)

    def add(self, what, number, aim="", remark=""):
        self.rows.append((what, number, aim, remark))
        print(
            f"  {what}: {number}"
            + (f" (aim {aim})" if aim else "")
            + (f"; {remark}" if remark else ""),
            flush=True,
        )

    def note(self, sentence):
        self.notes.append(sentence)

    def markdown(self):
        lines = [f"# Measured on {date.today().isoformat()}", "", self._machine(), ""]
        lines += [f"- {sentence}" for sentence in self.notes]
        lines += ["", "| what | measured | aim | remark |", "|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in self.rows]
        return "\n".join(lines) + "\n"

    def _machine(self):
        """The processor, and how busy it was with other work before we came."""
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(
            (line.partition(":")[2].strip() for line in lines if line.startswith("model name")),
            "unknown",
        )
        load = self.load_before[0]
        busy = (
            ""
            if load < 0.5
            else " Others worked on it too, so rates are too low; CPU times less so."
        )
        return (
            f"{os.cpu_count()} cores ({model}), Python {platform.python_version()}; "
            f"load average before the run {load:.1f}.{busy}"
        )


def cpu(measured):
    """`web 41 · worker 20 · postgres 18 · mail 3 ms; client 5`: CPU for one round."""
    one = {name: 1000 * seconds / max(measured.done, 1) for name, seconds in measured.cpu.items()}
    client = one.pop("client", 0)
    listed = " · ".join(
        f"{name} {ms:.0f}"
        for name, ms in sorted(one.items(), key=lambda part: -part[1])
        if ms >= 0.5
    )
    return f"CPU ms each: {listed}; client {client:.0f}"


def steps(measured):
    return ", ".join(
        f"{step} p50 {measured.p(50, step):.0f} p95 {measured.p(95, step):.0f} ms"
        for step in measured.took
    )
