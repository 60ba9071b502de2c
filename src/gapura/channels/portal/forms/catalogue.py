"""What somebody types while looking for a service."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SendListForm(forms.Form):
    kepada = forms.EmailField(
        label=_("E-mail Anda"),
        max_length=254,
        error_messages={
            "required": _("Tulis alamat e-mail Anda, lalu kirim."),
            "invalid": _("Alamat e-mail ini belum lengkap. Contoh: nama@contoh.id."),
        },
        widget=forms.EmailInput(attrs={"class": "w-20", "autocomplete": "email", "form": "pra"}),
    )
