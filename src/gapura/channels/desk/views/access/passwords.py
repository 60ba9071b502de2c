"""A forgotten password, and the mailed link that sets one: for a reset and for an invitation."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gapura.access import commands, queries
from gapura.channels.desk.entering import address_of, refusals_on, show, unkept
from gapura.channels.desk.forms.access import ForgottenForm, NewPasswordForm
from gapura.channels.ui.entering import CityRequest, in_city


@require_http_methods(["GET", "HEAD", "POST"])
@in_city
def forgotten(request: CityRequest) -> HttpResponse:
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.request_password_reset(
                form.cleaned_data["email"],
                jurisdiction=request.city.id,
                address=address_of(request),
            )
            messages.success(
                request,
                _(
                    "Kalau surel itu milik petugas kota ini, tautannya sudah kami kirim. "
                    "Periksa juga folder spam."
                ),
            )
            return HttpResponseRedirect(reverse("desk:sign-in", args=[request.city.id]))
    return unkept(show(request, "access/forgotten.html", form=form))


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@in_city
def new_password(request: CityRequest, token: str) -> HttpResponse:
    account = queries.find_invited(token)
    if account is None:
        return _no_referrer(show(request, "access/link_over.html", status=404))
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.set_password(
                token, form.cleaned_data["password"], jurisdiction=request.city.id
            )
            messages.success(request, _("Kata sandi terpasang. Silakan masuk."))
            return HttpResponseRedirect(reverse("desk:sign-in", args=[request.city.id]))
    return _no_referrer(show(request, "access/new_password.html", {"account": account}, form=form))


def _no_referrer(response: HttpResponse) -> HttpResponse:
    """The address holds a secret: it goes nowhere else."""
    response["Referrer-Policy"] = "no-referrer"
    return unkept(response)
