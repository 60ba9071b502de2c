"""What officers fill in about a case: a decision with what the SOP asks, a message, a reason."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gapura.access.queries import OfficerRow
from gapura.cases.queries.work import ActionView
from gapura.channels.desk.parts.history import purposes

LONGEST = 4000
MOST_PHOTOS = 4
MARK, NOTE = "tanda:", "catatan:"
FIX, FINE = "perbaiki", "sesuai"


class RevealForm(forms.Form):
    path = forms.CharField(max_length=120)
    purpose = forms.ChoiceField(choices=lambda: list(purposes().items()))


class MessageForm(forms.Form):
    text = forms.CharField(required=False, max_length=20_000)
    key = forms.CharField(required=False, max_length=60)


class AssignForm(forms.Form):
    to = forms.ChoiceField(label=_("Serahkan kepada"), required=False)

    def __init__(self, *args: Any, able: Iterable[OfficerRow], **options: Any) -> None:
        super().__init__(*args, **options)
        nobody = ("", _("Siapa saja di meja ini (lepas)"))
        people = [(str(row.account_id), row.name) for row in able]
        self.fields["to"].choices = [nobody, *people]  # type: ignore[attr-defined]


class Photos(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class PhotoField(forms.FileField):
    """One or several pictures; each is cleaned and judged by the documents package."""

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[bytes]"]:
        given = (data if isinstance(data, list | tuple) else [data]) or [None]
        return [super(PhotoField, self).clean(one, initial) for one in given[:MOST_PHOTOS]]


class DecisionForm(forms.Form):
    """Exactly what this action of the SOP asks for, nothing else."""

    def __init__(
        self,
        *args: Any,
        action: ActionView,
        laws: Sequence[str],
        departs: bool = False,
        **options: Any,
    ) -> None:
        """`departs`: it would be granted although a rule advises against it."""
        super().__init__(*args, **options)
        if departs:
            self.fields["departure"] = forms.CharField(
                label=_("Alasan menyimpang dari syarat saran"),
                help_text=_("Tulis mengapa tetap dikabulkan. Pemohon membacanya apa adanya."),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": _("Tulis mengapa tetap dikabulkan.")},
            )
        if "grounds" in action.needs:
            self.fields["grounds"] = forms.CharField(
                label=_("Alasan untuk pemohon"),
                help_text=_("Tulis dengan kata biasa. Pemohon membacanya apa adanya."),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": _("Tulis alasannya untuk pemohon.")},
            )
        if "legal_reference" in action.needs:
            self.fields["legal_reference"] = forms.ChoiceField(
                label=_("Dasar hukum"),
                choices=[("", _("Pilih satu")), *((law, law) for law in laws)],
                error_messages={
                    "required": _("Pilih dasar hukumnya."),
                    "invalid_choice": _("Pilih dasar hukum dari daftar layanan ini."),
                },
            )
        if "message" in action.needs:
            self.fields["message"] = forms.CharField(
                label=_("Pesan"),
                help_text=_("Tulis apa yang perlu dilakukan. Pemohon dapat membacanya."),
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4}),
                error_messages={"required": _("Tulis pesannya untuk pemohon.")},
            )
        if "photo" in action.needs:
            self.fields["photo"] = PhotoField(
                label=_("Foto hasil"),
                help_text=_("JPEG atau PNG, paling besar 10 MB, paling banyak 4."),
                widget=Photos(attrs={"accept": "image/jpeg,image/png"}),
                error_messages={"required": _("Pilih paling sedikit satu foto hasil.")},
            )
        if action.outcome:
            self.fields["checked"] = forms.BooleanField(
                label=_("Saya memeriksa sendiri isian dan bukti urusan ini."),
                error_messages={
                    "required": _("Centang bahwa Anda sudah memeriksa isian dan bukti sendiri.")
                },
            )


def marks_in(posted: Any) -> dict[str, str]:
    """Answers marked “Perbaiki” with their notes, by path."""
    return {
        name.removeprefix(MARK): posted.get(NOTE + name.removeprefix(MARK), "").strip()[:500]
        for name in posted
        if name.startswith(MARK) and posted[name] == FIX
    }


def count_fine(posted: Any) -> int:
    return sum(1 for name in posted if name.startswith(MARK) and posted[name] == FINE)
