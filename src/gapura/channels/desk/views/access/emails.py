"""Another e-mail address: asked for here, confirmed or stopped by the links that were mailed."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from gapura.access import commands, queries
from gapura.channels.desk.entering import address_of, desk_page, refusals_on, show, unkept
from gapura.channels.desk.forms.access import EmailForm
from gapura.channels.ui.entering import CityRequest, in_city


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def email(request: CityRequest) -> HttpResponse:
    form = EmailForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            commands.request_email_change(
                form.cleaned_data["email"],
                by=request.actor,
                password=form.cleaned_data["password"],
                address=address_of(request),
            )
            messages.success(
                request, _("Buka tautan di surel baru Anda. Sampai itu, surel lama tetap berlaku.")
            )
            return HttpResponseRedirect(reverse("desk:queue", args=[request.city.id]))
    return show(request, "access/email.html", form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@in_city
def email_link(request: CityRequest, token: str) -> HttpResponse:
    """The page asks first: a mail scanner that follows the link changes nothing."""
    change = queries.find_email_change(token)
    if change is None:
        return unkept(show(request, "access/link_over.html", status=404))
    if request.method == "POST":
        acts = {
            "confirm": (commands.confirm_email_change, _("Surel Anda sudah diganti.")),
            "stop": (commands.stop_email_change, _("Penggantian surel dihentikan.")),
        }
        act, said = acts[change.purpose]
        act(token, jurisdiction=request.city.id)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("desk:sign-in", args=[request.city.id]))
    return unkept(show(request, "access/email_link.html", {"change": change}))
