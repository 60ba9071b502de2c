"""Duties of the system that failed again and again: seen by a person, tried anew by a press."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gapura.cases.queries.lists import numbers_of
from gapura.channels.desk.entering import ADMINISTRATORS, desk_page, show
from gapura.channels.desk.parts.worktime import full_moment
from gapura.channels.ui.entering import CityRequest
from gapura.kernel.worker import dead
from gapura.notifications.queries import list_undelivered


@require_GET
@desk_page(*ADMINISTRATORS)
def failures(request: CityRequest) -> HttpResponse:
    rows = dead.list_dead(request.city.id)
    numbers = numbers_of(request.city.id, [row.subject_id for row in rows])
    context = {
        "rows": [
            (row, numbers.get(row.subject_id, ""), full_moment(row.happened_at)) for row in rows
        ],
        "mails": [
            (mail, full_moment(mail.queued_at)) for mail in list_undelivered(request.city.id)
        ],
    }
    return show(request, "kernel/failures.html", context)


@require_POST
@desk_page(*ADMINISTRATORS)
def retry(request: CityRequest, delivery_id: UUID) -> HttpResponse:
    dead.retry(delivery_id, by=request.actor)
    messages.success(request, _("Dicoba lagi. Muat ulang sebentar lagi untuk melihat hasilnya."))
    return HttpResponseRedirect(reverse("desk:failures", args=[request.city.id]))
