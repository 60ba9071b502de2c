"""A message to the desk that works the case."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gapura.cases.commands import messaging
from gapura.cases.queries import cases
from gapura.channels.portal.forms.cases import MessageForm
from gapura.channels.portal.personal import personal, to
from gapura.channels.portal.views.cases import showing
from gapura.channels.ui.entering import CityRequest
from gapura.channels.ui.forms import form_problems
from gapura.kernel.scope import scope


@personal
def send(request: CityRequest, number: str) -> HttpResponse:
    if request.method != "POST":
        return to(request, "case", number)
    with scope(request.city.id):
        case = cases.get_own_case(number, seen_by=request.actor)
    form = MessageForm(request.POST)
    if not form.is_valid():
        with scope(request.city.id):
            context = showing.case_of(request, case, message=form)
            context["problems"] = form_problems(form)
            return render(request, "portal/cases/case.html", context, status=422)
    messaging.send_message(
        case.id, by=request.actor, text=form.cleaned_data["text"], key=form.cleaned_data["key"]
    )
    messages.success(request, _("Pesan terkirim. Petugas membacanya bersama urusan ini."))
    return to(request, "case", case.number)
