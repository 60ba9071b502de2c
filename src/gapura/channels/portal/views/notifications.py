"""What a resident has been told of: every change of a case, newest first."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gapura.channels.portal.personal import address, personal, to
from gapura.channels.ui.addresses import local_path
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.errors import NotFound
from gapura.kernel.scope import scope
from gapura.notifications import commands, queries
from gapura.notifications.queries import NoticeRow

PAGE = 20


@personal
def notices(request: CityRequest) -> HttpResponse:
    """The list; a POST reads: one notice (and goes where it leads), or all of them."""
    account = request.actor.account_id
    if account is None:
        return HttpResponseRedirect(
            f"{address(request, 'sign-in')}?{urlencode({'lanjut': request.get_full_path()})}"
        )
    if request.method == "POST":
        return _read(request, account)
    before = _id_in(request.GET.get("setelah", ""))
    rows = queries.list_notices(account, request.city.id, before, PAGE + 1)
    context = {
        "notices": [(row, _words(row)) for row in rows[:PAGE]],
        "newer": address(request, "notices") if before else "",
        "older": f"?{urlencode({'setelah': str(rows[PAGE - 1].id)})}" if len(rows) > PAGE else "",
    }
    return render(request, "portal/notifications/notices.html", context)


def _read(request: CityRequest, account: UUID) -> HttpResponse:
    named = request.POST.get("kabar", "")
    if not named:
        commands.mark_read(by=request.actor)
        return to(request, "notices")
    notice_id = _id_in(named)
    with scope(request.city.id):
        notice = queries.find_notice(notice_id, account, request.city.id) if notice_id else None
        if notice is None:
            raise NotFound(_("Kabar ini tidak ada. Muat ulang daftarnya."), code="no-such-notice")
        commands.mark_read(by=request.actor, notice_id=notice.id)
    way = local_path(request, notice.link, otherwise=address(request, "notices"))
    return HttpResponseRedirect(way, status=303)


def _words(notice: NoticeRow) -> str:
    """The same words as in the mail, without the address: here it is a button."""
    return notice.body.replace(f"{settings.GAPURA_PUBLIC_URL}{notice.link}", "").strip()


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
