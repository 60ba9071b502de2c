"""What is said about a table: rows are counted from 1, as people count them."""

from collections.abc import Iterable, Sequence

from gapura.engines.decisions.analysis.boxes import Box
from gapura.engines.decisions.analysis.columns import Column
from gapura.engines.decisions.analysis.findings import Part, TableFinding
from gapura.engines.decisions.analysis.wording import example, is_single, region, situation
from gapura.engines.decisions.model import HitPolicy
from gapura.engines.decisions.problems import TableError
from gapura.engines.rules.problems import Place
from gapura.engines.rules.text import say

_PARTS: dict[str, Part] = {
    "input": "input",
    "output": "output",
    "condition": "condition",
    "outcome": "outcome",
}


def misread(error: TableError) -> TableFinding:
    return TableFinding(
        "rule",
        error.sentence,
        say(
            f"Periksa sel itu mulai huruf ke-{error.column}.",
            f"Look at that cell from character {error.column} on.",
        ),
        _PARTS.get(error.part, "table"),
        error.row,
        error.clause,
        Place(error.line, error.column),
    )


def overlap(
    one: int, other: int, columns: Sequence[Column], both: Box, policy: HitPolicy
) -> TableFinding:
    when = situation(columns, both)
    differ = policy == HitPolicy.ANY
    return TableFinding(
        "rows_overlap",
        say(
            f"baris {one + 1} dan {other + 1} sama-sama berlaku bila {when['id']}"
            + (", tetapi hasilnya berbeda" if differ else ""),
            f"rows {one + 1} and {other + 1} both hold when {when['en']}"
            + (", but their outcomes differ" if differ else ""),
        ),
        say(
            "Persempit salah satu baris, atau pakai kebijakan FIRST bila urutan baris menentukan.",
            "Narrow one of the rows, or use the hit policy FIRST if their order decides.",
        ),
        row=other,
        rows=(one, other),
        example=example(columns, both),
    )


def more_overlaps(count: int) -> TableFinding:
    return TableFinding(
        "rows_overlap",
        say(
            f"masih ada {count} pasangan baris lain yang bertumpang tindih",
            f"there are {count} more pairs of rows that overlap",
        ),
        say("Betulkan dulu yang disebut di atas.", "Correct those named first."),
    )


def gap(columns: Sequence[Column], box: Box, *, is_missing: bool = False) -> TableFinding:
    where, when = region(columns, box), situation(columns, box)
    is_plain = is_single(columns, box) or where == when
    told = when if is_plain or not where["id"] else where
    also = "" if told is when else f" (misalnya {when['id']})"
    also_en = "" if told is when else f" (for instance {when['en']})"
    return TableFinding(
        "missing_case" if is_missing else "table_gap",
        say(
            f"tidak ada baris yang berlaku bila {told['id']}{also}",
            f"no row holds when {told['en']}{also_en}",
        ),
        say(
            "Tambahkan baris untuk keadaan itu; pada tabel dengan `outputs`, `default` juga boleh.",
            "Add a row for that situation; in a table with `outputs` a `default` will do too.",
        ),
        severity="warning" if is_missing else "error",
        example=example(columns, box),
    )


def more_gaps(count: int) -> TableFinding:
    return TableFinding(
        "table_gap",
        say(f"masih ada {count} celah lain", f"there are {count} more gaps"),
        say("Tutup dulu yang disebut di atas.", "Close those named first."),
    )


def unreachable(row: int, covering: Sequence[int]) -> TableFinding:
    return TableFinding(
        "unreachable_row",
        say(
            f"baris {row + 1} tidak pernah dicapai: {_rows(covering, 'dan', 'baris')} sudah mencakup semuanya",
            f"row {row + 1} can never be reached: {_rows(covering, 'and', 'row', 's')} already "
            f"cover{'s' if len(covering) == 1 else ''} all of it",
        ),
        say(
            "Pindahkan baris ini ke atas, atau hapus.",
            "Move this row up, or delete it.",
        ),
        row=row,
        rows=(row, *covering),
    )


def impossible(row: int, column: Column) -> TableFinding:
    return TableFinding(
        "unreachable_row",
        say(
            f"baris {row + 1} tidak pernah berlaku: syarat tentang {column.title} tidak mungkin terpenuhi",
            f"row {row + 1} can never hold: its condition on {column.title} cannot be met",
        ),
        say("Betulkan syarat itu, atau hapus barisnya.", "Correct it, or delete the row."),
        "condition",
        row,
        column.clauses[0],
        rows=(row,),
    )


def not_judged(cells: Iterable[tuple[int, int]]) -> TableFinding:
    listed = list(cells)
    rows = sorted({row for row, _ in listed})
    return TableFinding(
        "not_judged",
        say(
            f"{_rows(rows, 'dan', 'baris')} memakai rumus umum, jadi tumpang tindih dan celahnya "
            "tidak dapat diperiksa seluruhnya",
            f"{_rows(rows, 'and', 'row', 's')} use a general expression, so overlaps and gaps cannot "
            "be checked in full",
        ),
        say(
            "Pecah rumus itu menjadi kolom dengan nilai dan rentang, atau uji dengan contoh.",
            "Split the expression into columns of values and ranges, or test it with scenarios.",
        ),
        "condition",
        *listed[0],
        severity="warning",
        rows=tuple(rows),
    )


def depends() -> TableFinding:
    return TableFinding(
        "not_judged",
        say(
            "dua kolom membaca nama yang sama, jadi tumpang tindih dan celah tidak diperiksa",
            "two columns read the same name, so overlaps and gaps are not checked",
        ),
        say(
            "Pakai satu kolom untuk nama itu bila dapat.",
            "Use one column for that name where possible.",
        ),
        severity="warning",
    )


def too_large() -> TableFinding:
    return TableFinding(
        "table_too_large",
        say(
            "tabel ini terlalu besar untuk diperiksa seluruhnya; celah dan tumpang tindih dapat terlewat",
            "this table is too large to be checked in full; gaps and overlaps may be missed",
        ),
        say("Pecah menjadi beberapa tabel.", "Split it into several tables."),
        severity="warning",
    )


def _rows(rows: Sequence[int], word: str, noun: str, plural: str = "") -> str:
    shown = [str(row + 1) for row in rows[:6]]
    if len(rows) == 1:
        return f"{noun} {shown[0]}"
    more = ", …" if len(rows) > len(shown) else ""
    return f"{noun}{plural} {', '.join(shown[:-1])} {word} {shown[-1]}{more}"
