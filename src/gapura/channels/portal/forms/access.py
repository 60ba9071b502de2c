"""What a resident types to come in, and what they may change about their account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class EmailForm(forms.Form):
    """Judged by the command, which says what is missing in the address."""

    email = forms.CharField(
        label=_("Alamat e-mail"),
        help_text=_("Kami kirim kode 6 angka ke alamat ini."),
        max_length=254,
        error_messages={"required": _("Tulis alamat e-mail Anda.")},
        widget=forms.EmailInput(attrs={"class": "w-20", "autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Kode 6 angka"),
        help_text=_("Berlaku 10 menit. Boleh ditempel."),
        max_length=20,
        error_messages={"required": _("Ketik kode dari e-mail yang kami kirim.")},
        widget=forms.TextInput(
            attrs={"class": "w-12 otp", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
    )


class ProfileForm(forms.Form):
    name = forms.CharField(
        label=_("Nama Anda"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"class": "w-20", "autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Bahasa e-mail dan halaman"),
        widget=forms.Select(attrs={"class": "w-20"}),
    )

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self.fields["language"]
        if isinstance(language, forms.ChoiceField):
            language.choices = languages


class NewEmailForm(forms.Form):
    email = forms.CharField(
        label=_("Alamat e-mail baru"),
        help_text=_("Kami kirim tautan ke alamat baru untuk memastikan, dan kabar ke yang lama."),
        max_length=254,
        error_messages={"required": _("Tulis alamat e-mail yang baru.")},
        widget=forms.EmailInput(attrs={"class": "w-20", "autocomplete": "email"}),
    )
