"""The supervisor's page: only what needs a supervisor's hands."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gapura.cases.queries.board import board_of
from gapura.channels.desk.entering import OVERSEERS, desk_page, show
from gapura.channels.desk.parts import board as parts
from gapura.channels.desk.parts import queue as queue_parts
from gapura.channels.ui.entering import CityRequest


@require_GET
@desk_page(*OVERSEERS)
def board(request: CityRequest) -> HttpResponse:
    officer, now = request.actor, timezone.now()
    found = board_of(officer=officer)
    context = {
        "totals": parts.totals_of(found),
        "stock": parts.stock_of(found.stock, request.city.id, now),
        "loads": parts.loads_of(found.load),
        "rows": queue_parts.rows_of(found.urgent, officer=officer, now=now),
        "away": parts.away_of(officer),
    }
    return show(request, "cases/board.html", context)
