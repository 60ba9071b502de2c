"""Signing in, passwords, e-mail addresses, officers with their posts and absences."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gapura.access.queries import OfficerRow, role_title
from gapura.channels.desk.forms.wording import says
from gapura.jurisdictions.queries import City

EMAIL = {"autocomplete": "username", "inputmode": "email", "spellcheck": "false"}


def _date() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SignInForm(forms.Form):
    email = forms.CharField(
        label=_("Surel kantor"),
        error_messages=says(_("Tulis surel kantor Anda.")),
        max_length=254,
        widget=forms.TextInput(attrs=EMAIL),
    )
    password = forms.CharField(
        label=_("Kata sandi"),
        error_messages=says(_("Tulis kata sandi Anda.")),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ForgottenForm(forms.Form):
    email = forms.CharField(
        label=_("Surel kantor"),
        error_messages=says(_("Tulis surel kantor Anda.")),
        max_length=254,
        widget=forms.TextInput(attrs=EMAIL),
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        label=_("Kata sandi baru"),
        error_messages=says(_("Tulis kata sandi baru.")),
        help_text=_(
            "Paling sedikit 10 huruf. Tiga atau empat kata yang tidak berhubungan sudah kuat."
        ),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Ketik sekali lagi"),
        error_messages=says(_("Ketik kata sandi barunya sekali lagi.")),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("password") and data.get("again") and data["password"] != data["again"]:
            self.add_error("again", _("Kedua kata sandi tidak sama. Ketik keduanya sekali lagi."))
        return data


class EmailForm(forms.Form):
    email = forms.CharField(
        label=_("Surel baru"),
        error_messages=says(_("Tulis surel baru Anda.")),
        help_text=_("Kami mengirim tautan ke surel baru, dan memberi tahu surel lama."),
        max_length=254,
        widget=forms.TextInput(attrs={**EMAIL, "autocomplete": "email"}),
    )
    password = forms.CharField(
        label=_("Kata sandi Anda sekarang"),
        error_messages=says(_("Tulis kata sandi Anda sekarang.")),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PostForm(forms.Form):
    """A role at an office, by the office's code."""

    role = forms.ChoiceField(label=_("Peran"))
    office = forms.CharField(
        label=_("Kode kantor"),
        error_messages=says(_("Tulis kode kantor.")),
        help_text=_("Ada di daftar kantor, misalnya kel-31.71.03.1001."),
        max_length=60,
    )
    starts_on = forms.DateField(
        label=_("Mulai bertugas"),
        widget=_date(),
        error_messages=says(_("Pilih hari mulai bertugas.")),
    )

    def __init__(self, *args: Any, city: City, **options: Any) -> None:
        options.setdefault("initial", {})
        options["initial"].setdefault("starts_on", timezone.localdate())
        super().__init__(*args, **options)
        language = get_language() or "id"
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.code, role_title(city.id, role.code, language)) for role in city.roles
        ]


class OfficerForm(PostForm):
    name = forms.CharField(
        label=_("Nama, seperti pada surat tugas"),
        error_messages=says(_("Tulis nama petugas.")),
        max_length=120,
    )
    email = forms.CharField(
        label=_("Surel kantor"),
        error_messages=says(_("Tulis surel kantor Anda.")),
        help_text=_("Undangan untuk memasang kata sandi dikirim ke sini."),
        max_length=254,
        widget=forms.TextInput(attrs={**EMAIL, "autocomplete": "off"}),
    )
    field_order = ("name", "email", "role", "office", "starts_on")


class EndPostForm(forms.Form):
    ends_on = forms.DateField(
        label=_("Hari terakhir"),
        widget=_date(),
        error_messages=says(_("Pilih hari terakhir bertugas.")),
    )


class AbsenceForm(forms.Form):
    starts_on = forms.DateField(
        label=_("Dari"), widget=_date(), error_messages=says(_("Pilih hari pertama tidak hadir."))
    )
    until = forms.DateField(
        label=_("Sampai"),
        widget=_date(),
        error_messages=says(_("Pilih hari terakhir tidak hadir.")),
    )
    delegate = forms.ChoiceField(label=_("Pengganti"), required=False)
    note = forms.CharField(label=_("Catatan"), required=False, max_length=200)

    def __init__(self, *args: Any, colleagues: Iterable[OfficerRow], **options: Any) -> None:
        super().__init__(*args, **options)
        people = {str(row.account_id): f"{row.name} · {row.office_name}" for row in colleagues}
        self.fields["delegate"].choices = [  # type: ignore[attr-defined]
            ("", _("Tidak ada; rekan lain di meja yang sama")),
            *people.items(),
        ]
