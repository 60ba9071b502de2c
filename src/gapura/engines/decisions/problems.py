"""What can be wrong with a table or a graph, with the place a person would look at."""

from gapura.engines.rules.problems import Place, RuleError
from gapura.engines.rules.text import Text, say

PARTS: dict[str, tuple[str, str]] = {
    "input": ("masukan", "input"),
    "output": ("hasil", "output"),
    "condition": ("syarat", "condition"),
    "outcome": ("hasil", "outcome"),
    "table": ("tabel", "table"),
}


class TableError(RuleError):
    """A cell or a heading that cannot be read: `part`, `row` and `clause` (counted from 0) say which."""

    def __init__(
        self,
        sentence: Text,
        place: Place,
        *,
        part: str,
        row: int | None = None,
        clause: int | None = None,
    ) -> None:
        super().__init__(_placed(sentence, part, row, clause), place)
        self.reason = sentence
        self.part = part
        self.row = row
        self.clause = clause


def _placed(sentence: Text, part: str, row: int | None, clause: int | None) -> Text:
    if clause is None and row is None:
        return sentence
    indonesian, english = PARTS[part]
    where_id = f"{indonesian} {clause + 1}" if clause is not None else indonesian
    where_en = f"{english} {clause + 1}" if clause is not None else english
    if row is not None:
        where_id, where_en = f"baris {row + 1}, {where_id}", f"row {row + 1}, {where_en}"
    return say(f"{where_id}: {sentence['id']}", f"{where_en}: {sentence['en']}")
