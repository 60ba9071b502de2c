"""An office with its hours, and a day on which offices work otherwise."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gapura.channels.desk.forms.wording import says

if TYPE_CHECKING:
    from gapura.jurisdictions.models import Agency

WEEKDAYS = (
    ("mon", _("Senin")),
    ("tue", _("Selasa")),
    ("wed", _("Rabu")),
    ("thu", _("Kamis")),
    ("fri", _("Jumat")),
    ("sat", _("Sabtu")),
    ("sun", _("Minggu")),
)
DAY_KINDS = (
    ("local_closed", _("Tutup")),
    ("special_hours", _("Buka dengan jam khusus")),
    ("holiday", _("Libur nasional")),
    ("joint_leave", _("Cuti bersama")),
)


class OfficeForm(forms.Form):
    """What may change about an office: where it is, how to call it, when it is open."""

    address = forms.CharField(
        label=_("Alamat"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    phone = forms.CharField(label=_("Telepon"), required=False, max_length=40)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for day, name in WEEKDAYS:
            self.fields[day] = forms.CharField(
                label=name,
                required=False,
                max_length=80,
                widget=forms.TextInput(attrs={"placeholder": "07:30-12:00,13:00-16:00"}),
            )

    def hours(self) -> dict[str, str]:
        """Only the days that are open; none at all means: as the city works."""
        return {day: self.cleaned_data[day] for day, _name in WEEKDAYS if self.cleaned_data[day]}


class NewOfficeForm(OfficeForm):
    name = forms.CharField(
        label=_("Nama, seperti di papan"),
        error_messages=says(_("Tulis nama kantor.")),
        max_length=160,
    )
    code = forms.CharField(
        label=_("Kode"),
        error_messages=says(_("Tulis kode kantor.")),
        help_text=_("Huruf kecil dan angka, tanpa spasi."),
        max_length=60,
    )
    kind = forms.ChoiceField(label=_("Jenis"))
    agency = forms.ChoiceField(label=_("Instansi"))
    parent = forms.CharField(
        label=_("Kode kantor di atasnya"),
        error_messages=says(_("Tulis kode kantor di atasnya.")),
        max_length=60,
    )
    area_code = forms.CharField(
        label=_("Kode wilayah"),
        error_messages=says(_("Tulis kode wilayah.")),
        help_text=_("Misalnya 31.71.03.1001."),
        max_length=13,
    )
    field_order = ("name", "code", "kind", "agency", "parent", "area_code")

    def __init__(
        self, *args: Any, kinds: Iterable[str], agencies: Iterable["Agency"], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        kinds_named = [(kind, kind.replace("_", " ")) for kind in kinds]
        self.fields["kind"].choices = kinds_named  # type: ignore[attr-defined]
        named = [(agency.code, agency.name(get_language() or "id")) for agency in agencies]
        self.fields["agency"].choices = named  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """A day that differs, for one office (by its code) or for all of them."""

    on = forms.DateField(
        label=_("Tanggal"),
        error_messages=says(_("Pilih tanggalnya.")),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    office = forms.CharField(
        label=_("Kode kantor"),
        help_text=_("Kosongkan untuk semua kantor kota ini."),
        required=False,
        max_length=60,
    )
    kind = forms.ChoiceField(label=_("Pada hari itu kantor"), choices=DAY_KINDS)
    hours = forms.CharField(
        label=_("Jam khusus"),
        help_text=_("Misalnya 08:00-12:00. Hanya untuk jam khusus."),
        required=False,
        max_length=80,
    )
    name_id = forms.CharField(
        label=_("Sebabnya"), error_messages=says(_("Tulis sebab hari ini berbeda.")), max_length=120
    )
    name_en = forms.CharField(
        label=_("Sebabnya dalam bahasa Inggris"), required=False, max_length=120
    )

    def names(self) -> dict[str, str]:
        said = {"id": self.cleaned_data["name_id"], "en": self.cleaned_data["name_en"]}
        return {language: text for language, text in said.items() if text}


def this_year() -> int:
    return timezone.localdate().year
