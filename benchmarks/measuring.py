"""Give the client its order, and read the clocks of every process around it."""

import json
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.house import ROOT


@dataclass(frozen=True)
class Measured:
    done: int
    seconds: float
    cpu: dict[str, float]  # seconds by process: web, worker, mail, postgres, client
    took: dict[str, list[float]]  # step: seconds of each
    errors: list[str]

    @property
    def rate(self):
        return self.done / self.seconds

    @property
    def cpu_ms(self):
        """CPU of all processes but the client, for one round."""
        return 1000 * sum(v for name, v in self.cpu.items() if name != "client") / max(self.done, 1)

    def p(self, percent, step=None):
        """A percentile in milliseconds, over all steps or one."""
        found = sorted(s for name, each in self.took.items() if step in {None, name} for s in each)
        return (
            1000 * found[min(len(found) - 1, int(len(found) * percent / 100))]
            if found
            else float("nan")
        )


def measure(house, order, *, finish=lambda: None):
    """Run one order; `finish` waits for what the worker still owes, and counts with it."""
    client = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.client"],
        cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        client.stdin.write(json.dumps({"url": house.url, **order}) + "\n")
        client.stdin.flush()
        if client.stdout.readline().strip() != "ready":
            raise RuntimeError("the load client did not start")
        finish()  # what the warming up left to do
        before = house.cpu_seconds()
        client.stdin.write("go\n")
        client.stdin.flush()
        said = json.loads(client.stdout.readline())
        waited = finish() or 0.0
        after = house.cpu_seconds()
    finally:
        client.kill()
        client.wait()
    took = {}
    for step, seconds in said["took"]:
        took.setdefault(step, []).append(seconds)
    cpu = {name: after[name] - before.get(name, 0) for name in after} | {
        "client": said["client_cpu"]
    }
    return Measured(said["done"], said["seconds"] + waited, cpu, took, said["errors"])
