"""The door of the desk: e-mail and password, a growing pause instead of a lock, and out again."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gapura.access import commands
from gapura.channels.desk.entering import address_of, refusals_on, show, unkept
from gapura.channels.desk.forms.access import SignInForm
from gapura.channels.ui.addresses import local_path
from gapura.channels.ui.entering import CityRequest, in_city
from gapura.kernel.errors import TooMany


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@in_city
def sign_in(request: CityRequest) -> HttpResponse:
    desk = reverse("desk:queue", args=[request.city.id])
    onward = local_path(request, request.GET.get("lanjut", ""), otherwise=desk)
    if request.method != "POST" and request.actor.posts:
        return HttpResponseRedirect(onward)
    form = SignInForm(request.POST or None)
    wait = 0
    if form.is_valid():
        try:
            with refusals_on(form):
                _open(request, form)
                return HttpResponseRedirect(onward)
        except TooMany as pause:
            form.add_error(None, str(pause))
            wait = pause.seconds
    response = show(request, "access/sign_in.html", form=form, status=429 if wait else 200)
    if wait:
        response["Retry-After"] = str(wait)
    return unkept(response)


@require_POST
@in_city
def sign_out(request: CityRequest) -> HttpResponse:
    commands.sign_out(request)
    messages.success(request, _("Anda sudah keluar. Pekerjaan Anda tersimpan."))
    return HttpResponseRedirect(reverse("desk:sign-in", args=[request.city.id]))


def _open(request: CityRequest, form: SignInForm) -> None:
    commands.sign_in_officer(
        request,
        form.cleaned_data["email"],
        form.cleaned_data["password"],
        jurisdiction=request.city.id,
        address=address_of(request),
    )
