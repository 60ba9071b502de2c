"""What may be chosen for a table, in the words of somebody who has never seen DMN."""

from django.utils.translation import gettext as _

from gapura.channels.desk.parts.rules_grid import KINDS
from gapura.channels.ui.templatetags.ui import in_words
from gapura.engines.decisions.model import HitPolicy
from gapura.engines.rules.inference.types import Type
from gapura.engines.rules.inference.types import in_words as kind_in_words


def choices_of_policies() -> list[tuple[str, str]]:
    words = {
        HitPolicy.UNIQUE: _("hanya satu baris boleh berlaku"),
        HitPolicy.FIRST: _("baris teratas yang dipakai"),
        HitPolicy.ANY: _("boleh beberapa, hasilnya harus sama"),
        HitPolicy.PRIORITY: _("hasil yang paling utama"),
        HitPolicy.COLLECT: _("kumpulkan semua hasil"),
        HitPolicy.RULE_ORDER: _("semua hasil, urut baris"),
        HitPolicy.OUTPUT_ORDER: _("semua hasil, urut keutamaan"),
    }
    return [(policy.value, f"{said} ({policy.value})") for policy, said in words.items()]


def choices_of_kinds() -> list[tuple[str, str]]:
    return [("", _("otomatis")), *((kind, in_words(kind_in_words(Type(kind)))) for kind in KINDS)]
