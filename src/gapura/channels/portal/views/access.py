"""Coming in by a mailed code, going out, and the small page about one's own account."""

from collections.abc import Callable
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from gapura.access import commands as access
from gapura.access.queries import find_account, resident_for
from gapura.cases.commands.drafts import adopt_draft
from gapura.cases.queries.cases import list_my_drafts
from gapura.channels.portal.forms.access import CodeForm, EmailForm, NewEmailForm, ProfileForm
from gapura.channels.portal.personal import address, client_address, language, personal, to
from gapura.channels.ui.addresses import local_path
from gapura.channels.ui.entering import CityRequest
from gapura.channels.ui.forms import form_problems
from gapura.kernel.actors import Actor
from gapura.kernel.errors import Refused, TooMany
from gapura.kernel.scope import scope

ASKED = "sign_in"
"""In the session: the challenge, where the code went, and where to go after."""

YEAR = 60 * 60 * 24 * 365


@personal
def sign_in(request: CityRequest) -> HttpResponse:
    """First step: where to send the code."""
    way = _way_on(request, request.GET.get("lanjut") or request.POST.get("lanjut", ""))
    if request.actor.account_id is not None:
        return HttpResponseRedirect(way)
    form = EmailForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _sign_in_page(request, form, way, status=422 if form.is_bound else 200)
    email = form.cleaned_data["email"]

    def ask() -> None:
        challenge = access.request_code(
            email,
            jurisdiction=request.city.id,
            address=client_address(request),
            language=language(),
        )
        request.session[ASKED] = {"challenge": str(challenge), "email": email, "way": way}

    refused = _try(form, "email", ask)
    if refused is not None:
        return _waiting(_sign_in_page(request, form, way, status=refused.status), refused)
    return to(request, "code")


@personal
def code(request: CityRequest) -> HttpResponse:
    """Second step: the code, in the browser that asked for it."""
    asked = request.session.get(ASKED)
    if asked is None:
        return to(request, "sign-in")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _code_page(request, form, asked, status=422 if form.is_bound else 200)
    before = request.actor

    def confirm() -> None:
        account = access.sign_in_resident(
            request,
            UUID(asked["challenge"]),
            form.cleaned_data["code"],
            address=client_address(request),
        )
        _take_drafts_along(before, resident_for(account, request.city.id))

    refused = _try(form, "code", confirm)
    if refused is not None:
        return _waiting(_code_page(request, form, asked, status=refused.status), refused)
    request.session.pop(ASKED, None)
    messages.success(request, _("Anda sudah masuk."))
    return HttpResponseRedirect(_way_on(request, asked["way"]), status=303)


@personal
def sign_out(request: CityRequest) -> HttpResponse:
    if request.method == "POST":
        access.sign_out(request)
        messages.success(request, _("Anda sudah keluar. Tidak ada yang tersimpan di HP ini."))
    return to(request, "home")


@personal
def account(request: CityRequest) -> HttpResponse:
    mine = find_account(request.actor.account_id) if request.actor.account_id else None
    if mine is None:
        return _to_sign_in(request)
    known = {"name": mine.name, "language": mine.language}
    posted = request.POST if request.method == "POST" else None
    form = ProfileForm(posted, initial=known, languages=_languages(request))
    if form.is_valid():
        chosen = form.cleaned_data["language"]
        access.set_profile(by=request.actor, name=form.cleaned_data["name"], language=chosen)
        messages.success(request, _("Perubahan tersimpan."))
        return _speaking(to(request, "account"), chosen)
    return _account_page(request, form, NewEmailForm(), status=422 if form.is_bound else 200)


@personal
def new_email(request: CityRequest) -> HttpResponse:
    if request.actor.account_id is None:
        return _to_sign_in(request)
    if request.method != "POST":
        return to(request, "account")
    form = NewEmailForm(request.POST)
    mine = find_account(request.actor.account_id)
    known = {"name": mine.name, "language": mine.language} if mine else {}
    profile = ProfileForm(initial=known, languages=_languages(request))
    if not form.is_valid():
        return _account_page(request, profile, form, status=422)

    def ask() -> None:
        access.request_email_change(
            form.cleaned_data["email"],
            by=request.actor,
            password="",
            address=client_address(request),
        )

    refused = _try(form, "email", ask)
    if refused is not None:
        page = _account_page(request, profile, form, status=refused.status)
        return _waiting(page, refused)
    messages.success(request, _("Kami kirim tautan ke alamat baru. Buka untuk memastikan."))
    return to(request, "account")


def _take_drafts_along(visitor: Actor, resident: Actor) -> None:
    """What was begun before signing in belongs to the account from now on."""
    with scope(visitor.jurisdiction):
        held = [draft.id for draft in list_my_drafts(seen_by=visitor)]
    proved = Actor(
        kind=resident.kind,
        jurisdiction=resident.jurisdiction,
        account_id=resident.account_id,
        name=resident.name,
        proved_cases=visitor.proved_cases,
    )
    for draft_id in held:
        adopt_draft(draft_id, by=proved)


def _try(form: forms.Form, field: str, act: Callable[[], None]) -> Refused | None:
    """A refusal becomes a sentence at the field."""
    try:
        act()
    except Refused as refused:
        form.add_error(field, str(refused))
        return refused
    return None


def _waiting(response: HttpResponse, refused: Refused) -> HttpResponse:
    if isinstance(refused, TooMany):
        response["Retry-After"] = str(refused.seconds)
    return response


def _way_on(request: CityRequest, way: str) -> str:
    return local_path(request, way, otherwise=address(request, "cases"))


def _to_sign_in(request: CityRequest) -> HttpResponse:
    query = urlencode({"lanjut": address(request, "account")})
    return HttpResponseRedirect(f"{address(request, 'sign-in')}?{query}", status=303)


def _sign_in_page(request: CityRequest, form: EmailForm, way: str, *, status: int) -> HttpResponse:
    context = {"form": form, "problems": form_problems(form), "way": way}
    return render(request, "portal/access/sign_in.html", context, status=status)


def _code_page(
    request: CityRequest, form: CodeForm, asked: dict[str, str], *, status: int
) -> HttpResponse:
    context = {"form": form, "problems": form_problems(form), "email": asked["email"]}
    return render(request, "portal/access/code.html", context, status=status)


def _account_page(
    request: CityRequest, form: ProfileForm, email_form: NewEmailForm, *, status: int
) -> HttpResponse:
    mine = find_account(request.actor.account_id) if request.actor.account_id else None
    context = {
        "form": form,
        "email_form": email_form,
        "account": mine,
        "problems": [*form_problems(form), *form_problems(email_form)],
        "is_resident": request.actor.kind == "resident",
    }
    return render(request, "portal/access/account.html", context, status=status)


def _languages(request: CityRequest) -> list[tuple[str, str]]:
    known = dict(settings.LANGUAGES)
    return [
        (code, get_language_info(code)["name_local"])
        for code in request.city.languages
        if code in known
    ]


def _speaking(response: HttpResponse, chosen: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=YEAR,
        samesite="Lax",
        secure=not settings.DEMO,
        httponly=True,
    )
    return response
