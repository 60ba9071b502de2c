"""The DMN files of a package: each reads, holds the decision that is asked, and is given its inputs."""

from collections.abc import Iterator

from gapura.engines.definitions.findings import Finding, Places, ended
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.rules.problems import RuleError
from gapura.engines.rules.text import say


def check_models(package: ServicePackage, places: Places) -> Iterator[Finding]:
    for position, decision in enumerate(package.decisions):
        if decision.dmn is None or not decision.dmn.source:
            continue  # a missing file was said when the package was read
        try:
            _read = decision.compiled
        except RuleError as error:
            said = error.sentence
            file = decision.dmn.file
            yield places.finding(
                "decisions.yaml",
                ("decisions", position, "dmn"),
                "dmn",
                say(
                    ended(f"Berkas {file} tidak dapat dipakai: {said['id']}"),
                    ended(f"The file {file} cannot be used: {said.get('en', said['id'])}"),
                ),
                say(
                    "Betulkan di alat yang menggambarnya, lalu simpan lagi sebagai DMN 1.5.",
                    "Correct it in the tool that drew it, then save it again as DMN 1.5.",
                ),
            )
