"""What a person types to follow a case: a number, a PIN, a message."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class TrackForm(forms.Form):
    """Who signed in may leave the PIN empty for a case of their own."""

    number = forms.CharField(
        label=_("Nomor urusan"),
        help_text=_("Ada di bukti kirim atau e-mail. Contoh: JKT-7F3K-9Q2M-X."),
        max_length=40,
        error_messages={"required": _("Tulis nomor urusan Anda.")},
        widget=forms.TextInput(
            attrs={"class": "w-20 num", "autocomplete": "off", "autocapitalize": "characters"}
        ),
    )
    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("6 angka, ada di bukti kirim."),
        max_length=20,
        error_messages={"required": _("Tulis PIN dari bukti kirim.")},
        widget=forms.TextInput(
            attrs={"class": "w-12 num", "autocomplete": "off", "inputmode": "numeric"}
        ),
    )

    def __init__(self, *args: Any, asks_pin: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pin"].required = asks_pin


class LostPinForm(forms.Form):
    number = forms.CharField(
        label=_("Nomor urusan"),
        max_length=40,
        error_messages={"required": _("Tulis nomor urusan Anda.")},
        widget=forms.TextInput(attrs={"class": "w-20 num", "autocomplete": "off"}),
    )


class MessageForm(forms.Form):
    """`key` makes a message that is sent twice one message."""

    text = forms.CharField(
        label=_("Tulis pesan untuk petugas"),
        max_length=4000,
        error_messages={
            "required": _("Tulis pesannya dulu, lalu kirim."),
            "max_length": _("Pesan ini %(show_value)s huruf; paling banyak %(limit_value)s."),
        },
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)
