"""Officers of the offices one administers: found, added, posted, excused, invited again."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gapura.access import commands, queries
from gapura.channels.desk.entering import ADMINISTRATORS, desk_page, refusals_on, show
from gapura.channels.desk.forms.access import OfficerForm
from gapura.channels.ui.entering import CityRequest
from gapura.jurisdictions.queries import get_office
from gapura.kernel.errors import NotFound
from gapura.kernel.scope import scope


@require_GET
@desk_page(*ADMINISTRATORS)
def manage(request: CityRequest) -> HttpResponse:
    return show(request, "access/manage.html")


@require_GET
@desk_page(*ADMINISTRATORS)
def officers(request: CityRequest) -> HttpResponse:
    words = request.GET.get("cari", "").strip()[:80]
    page = queries.list_officers(
        request.city.id,
        offices=queries.administered_office_ids(request.actor),
        words=words,
        after=_cursor(request.GET.get("setelah", "")),
    )
    context = {"words": words, "officers": titled(request, page.officers), "after": page.after}
    return show(request, "access/officers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(*ADMINISTRATORS)
def new_officer(request: CityRequest) -> HttpResponse:
    form = OfficerForm(request.POST or None, city=request.city)
    if form.is_valid():
        with refusals_on(form):
            account_id = commands.add_officer(
                by=request.actor,
                name=form.cleaned_data["name"],
                email=form.cleaned_data["email"],
                role=form.cleaned_data["role"],
                office_id=office_id(request, form.cleaned_data["office"]),
                starts_on=form.cleaned_data["starts_on"],
            )
            messages.success(request, _("Petugas ditambahkan. Undangan dikirim ke surelnya."))
            return to_officer(request, account_id)
    return show(request, "access/new_officer.html", form=form)


def office_id(request: CityRequest, code: str) -> UUID:
    with scope(request.city.id):
        return UUID(str(get_office(request.city.id, code.strip()).id))


def to_officer(request: CityRequest, account_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("desk:officer", args=[request.city.id, account_id]))


def titled(
    request: CityRequest, rows: Iterable[queries.OfficerRow]
) -> list[tuple[queries.OfficerRow, str]]:
    """Each post with the city's word for its role."""
    language = get_language() or "id"
    return [(row, queries.role_title(request.city.id, row.role, language)) for row in rows]


def posts_seen(request: CityRequest, account_id: UUID) -> list[queries.OfficerRow]:
    """All posts of somebody who works, or worked, in an office one administers."""
    ours = queries.administered_office_ids(request.actor)
    posts = queries.list_posts(request.city.id, account_id)
    if not any(post.office_id in ours for post in posts):
        raise NotFound(
            _("Petugas ini tidak ada di kantor yang Anda kelola."), code="no-such-officer"
        )
    return posts


def _cursor(text: str) -> str:
    post_id, _bar, name = text.partition("|")
    try:
        return f"{UUID(post_id)}|{name}"
    except ValueError:
        return ""
