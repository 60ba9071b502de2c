"""`gapura rules tck`: the public conformance cases run."""

from argparse import Namespace
from pathlib import Path

from gapura.channels.cli.speech import complain, told, write
from gapura.engines.decisions.conformance import run_cases


def run_conformance(asked: Namespace) -> int:
    """A line for each group of cases below the folder, and last `N of M passed`."""
    folder = Path(asked.folder)
    passed = cases = 0
    for group in run_cases(folder):
        write(f"{group.passed:5} / {group.cases:<5} {group.name}")
        for name in group.failed if asked.failed else ():
            write(f"              {name}")
        passed, cases = passed + group.passed, cases + group.cases
    if not cases:
        complain(
            told(
                f"Tidak ada kasus uji di bawah {folder}: dicari *.xml berisi testCases di samping *.dmn.",
                f"There are no cases below {folder}: looked for *.xml with testCases beside *.dmn.",
            )
        )
        return 1
    write(f"{passed} of {cases} passed")
    return 0
