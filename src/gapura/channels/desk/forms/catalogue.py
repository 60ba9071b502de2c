"""Why a service takes no new requests, and until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gapura.channels.desk.forms.wording import says


class ClosureForm(forms.Form):
    reason = forms.CharField(
        label=_("Alasan, dibaca warga"),
        error_messages=says(_("Tulis alasannya; warga membacanya.")),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = forms.DateField(
        label=_("Sampai tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
