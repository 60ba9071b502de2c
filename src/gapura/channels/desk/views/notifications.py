"""What an officer has been told: new tasks, messages, deadlines; newest first."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gapura.channels.desk.entering import desk_page, show
from gapura.channels.desk.parts.worktime import full_moment
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.errors import NotFound
from gapura.notifications import commands, queries

PAGE = 30


@require_GET
@desk_page()
def notices(request: CityRequest) -> HttpResponse:
    account = request.actor.account_id
    before = _uuid(request.GET.get("setelah", ""))
    rows = queries.list_notices(account, request.city.id, before, PAGE + 1) if account else []
    shown = [(row, full_moment(row.created_at)) for row in rows[:PAGE]]
    older = f"?setelah={rows[PAGE - 1].id}" if len(rows) > PAGE else ""
    return show(request, "notifications/notices.html", {"rows": shown, "older": older})


@require_POST
@desk_page()
def read(request: CityRequest) -> HttpResponse:
    """One, or all of them; a link that was followed counts as read."""
    named = request.POST.get("kabar", "")
    notice_id = _uuid(named)
    if named and notice_id is None:
        raise NotFound(_("Kabar ini tidak ada. Muat ulang daftarnya."), code="no-such-notice")
    commands.mark_read(by=request.actor, notice_id=notice_id)
    return HttpResponseRedirect(reverse("desk:notices", args=[request.city.id]))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
