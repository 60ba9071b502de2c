"""Where those who write services try a rule or a table before anybody is asked. Nothing is kept."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gapura.access.queries import ADMINISTRATOR, DESIGNER
from gapura.catalogue import queries
from gapura.channels.desk.entering import desk_page, show
from gapura.channels.desk.parts import rules_grid as grids
from gapura.channels.desk.parts.rules_boxes import boxes_of
from gapura.channels.desk.parts.rules_choices import choices_of_kinds, choices_of_policies
from gapura.channels.desk.parts.rules_findings import findings_of
from gapura.channels.desk.parts.rules_trial import names_of, result_of, wrong_cells
from gapura.channels.desk.parts.rules_values import Values, names_typed, read_others, read_values
from gapura.channels.ui.entering import CityRequest
from gapura.channels.ui.problems import Problem
from gapura.engines.decisions.model import Aggregation, DecisionTable
from gapura.engines.definitions.schema import ServicePackage
from gapura.engines.definitions.trying import Bench, names_read, set_up, try_expression
from gapura.engines.definitions.trying_tables import names_read_by_table, try_table
from gapura.kernel.scope import scope

WRITERS = (DESIGNER, ADMINISTRATOR)
LONGEST = 20_000
RULE, TABLE = "rumus", "tabel"


@dataclass(frozen=True)
class Typed:
    """What stands on the page: in one of its two halves, with the names of a service or without."""

    half: str
    package: ServicePackage | None
    rule: str
    grid: grids.Grid
    others: str
    today: date

    @property
    def length(self) -> int:
        text = sum(map(len, grids.texts(self.grid))) if self.half == TABLE else len(self.rule)
        return text + len(self.others)

    def names(self, bench: Bench) -> frozenset[str]:
        if self.half == TABLE:
            return names_read_by_table(self.grid.as_table(), bench)
        return names_read(self.rule, bench)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*WRITERS)
def workshop(request: CityRequest) -> HttpResponse:
    with scope(request.city.id):
        package = _package(request, (request.POST or request.GET).get("layanan", ""))
        if request.method == "POST":
            return _tried(request, _typed(request, package))
        return _begun(request, package)


@require_GET
@desk_page(*WRITERS)
def findings(request: CityRequest, code: str) -> HttpResponse:
    """What the checker says about the version that holds today."""
    service = queries.get_service(request.city.id, code, on=timezone.localdate())
    shown = findings_of(service)
    errors = sum(each.is_error for each in shown)
    context = {
        "service": service,
        "shown": shown,
        "errors": errors,
        "warnings": len(shown) - errors,
    }
    return show(request, "rules/findings.html", context)


def _begun(request: CityRequest, package: ServicePackage | None) -> HttpResponse:
    """An example to change: of the service where it has one."""
    half = _half(request.GET.get("bagian", ""))
    problems: list[Problem] = []
    grid, others = grids.EXAMPLE, "" if package else grids.EXAMPLE_VALUES
    table = _tables(package).get(request.GET.get("tabel", ""))
    if table is None and package is not None and half == TABLE:
        table = next(iter(_tables(package).values()), None)
    if table is not None and grids.fits(table):
        grid = grids.grid_of(table)
    elif table is not None:
        problems = [Problem(_too_wide(table))]
    elif package is not None and half == TABLE:
        others = grids.EXAMPLE_VALUES
    typed = Typed(half, package, _first_rule(package), grid, others, timezone.localdate())
    bench = set_up(package, read_others(others)[0])
    values = read_values(bench.reads(typed.names(bench))[0], {})
    return _page(request, typed, bench, values, problems)


def _tried(request: CityRequest, typed: Typed) -> HttpResponse:
    if typed.length > LONGEST:
        said = _(
            "Tulisan ini %(length)s huruf; halaman ini membaca paling banyak %(most)s. Pendekkan, "
            "atau pecah menjadi beberapa bagian."
        ) % {"length": typed.length, "most": LONGEST}
        problems = [Problem(said, RULE if typed.half == RULE else "")]
        return _page(request, typed, set_up(typed.package, {}), Values((), {}), problems)
    others, problems = read_others(typed.others)
    bench = set_up(typed.package, others)
    names = typed.names(bench) | names_typed(request.POST)
    values = read_values(bench.reads(names)[0], request.POST)
    problems += values.problems
    step = request.POST.get("langkah", "")
    if step:
        changed = replace(typed, grid=grids.stepped(typed.grid, step))
        return _page(request, changed, bench, values, [])
    bench = set_up(typed.package, {**values.known, **others})
    return _page(request, typed, bench, values, problems, is_tried=not problems)


def _page(
    request: CityRequest,
    typed: Typed,
    bench: Bench,
    values: Values,
    problems: list[Problem],
    *,
    is_tried: bool = False,
) -> HttpResponse:
    result = None
    if is_tried and typed.half == TABLE:
        table = typed.grid.as_table()
        result = result_of(try_table(table, bench, today=typed.today), typed.grid)
    elif is_tried:
        now = timezone.localtime()
        result = result_of(try_expression(typed.rule, bench, today=typed.today, now=now))
    language = get_language() or "id"
    context: dict[str, Any] = {
        "typed": typed,
        "values": values,
        "result": result,
        "grid": boxes_of(typed.grid, wrong_cells(result.shown) if result else ()),
        "problems": problems,
        "services": queries.list_services(request.city.id, language=language),
        "code": typed.package.service.code if typed.package else "",
        "tables": [(name, table) for name, table in _tables(typed.package).items()],
        "names": names_of(bench),
        "policies": choices_of_policies(),
        "aggregations": [way.value for way in Aggregation],
        "kinds": choices_of_kinds(),
    }
    return show(request, "rules/workshop.html", context, status=422 if problems else 200)


def _typed(request: CityRequest, package: ServicePackage | None) -> Typed:
    posted = request.POST
    return Typed(
        _half(posted.get("bagian", "")),
        package,
        posted.get("rumus", "").replace("\r\n", "\n"),
        grids.read_grid(posted),
        posted.get("lain", ""),
        _day(posted.get("hari", "")),
    )


def _package(request: CityRequest, code: str) -> ServicePackage | None:
    if not code:
        return None
    return queries.get_service(request.city.id, code, on=timezone.localdate()).package


def _tables(package: ServicePackage | None) -> dict[str, DecisionTable]:
    if package is None:
        return {}
    decided = {
        each.id: each.table.as_table(each.id)
        for each in package.decisions
        if each.table is not None
    }
    return decided | {each.id: each.as_table() for each in package.eligibility_tables}


def _first_rule(package: ServicePackage | None) -> str:
    if package is None:
        return "umur >= 17"
    rules = [each.rule for each in package.eligibility]
    rules += [each.rule for each in package.decisions if each.rule is not None]
    return rules[0] if rules else ""


def _too_wide(table: DecisionTable) -> str:
    return _(
        "Tabel %(name)s terlalu besar untuk halaman ini (%(rows)s baris). Cobalah di komputer "
        "sendiri dengan `gapura rules try --table`."
    ) % {"name": table.name, "rows": len(table.rows)}


def _half(text: str) -> str:
    return TABLE if text == TABLE else RULE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
