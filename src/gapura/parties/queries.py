"""Find people; the NIK itself is shown only by `reveal_nik`, which leaves a trace."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from gapura.audit.commands import record_access
from gapura.kernel.actors import Actor
from gapura.kernel.errors import NotFound
from gapura.kernel.sealing import blind_index, unseal
from gapura.parties.models import Person
from gapura.parties.policies import require_officer

MOST = 50


@dataclass(frozen=True, slots=True)
class PersonView:
    id: UUID
    name: str
    email: str
    phone: str
    account_id: UUID | None
    has_nik: bool


def get_person(person_id: UUID, *, jurisdiction: str) -> PersonView:
    return _view(_get(person_id, jurisdiction))


def find_persons(
    *,
    jurisdiction: str,
    account_id: UUID | None = None,
    nik: str = "",
    phone: str = "",
    email: str = "",
    name: str = "",
    limit: int = MOST,
) -> list[PersonView]:
    """People who match all that is given; a name is matched from its beginning.

    Nothing given finds nobody: there is no list of everyone.
    """
    wanted: dict[str, object] = {}
    if account_id is not None:
        wanted["account_id"] = account_id
    if nik:
        wanted["nik_index"] = blind_index("nik", digits(nik))
    if phone:
        wanted["phone"] = phone_number(phone)
    if email:
        wanted["email"] = email.strip().lower()
    if name:
        wanted["name_key__begins"] = name_key(name)
    if not wanted:
        return []
    rows = Person.objects.of(jurisdiction).filter(**wanted).order_by("name_key", "id")
    return [_view(row) for row in rows[:limit]]


def reveal_nik(
    person_id: UUID, *, seen_by: Actor, case_id: UUID | None = None, purpose: str = "casework"
) -> str | None:
    """The NIK in full, for an officer; every call is written down."""
    require_officer(seen_by)
    row = _get(person_id, seen_by.jurisdiction)
    if row.nik is None:
        return None
    record_access(
        by=seen_by,
        kind="value",
        subject_id=row.id,
        case_id=case_id,
        purpose=purpose,
        details=["nik"],
    )
    return unseal(bytes(row.nik), bound_to=row.nik_bound_to)


def digits(typed: str) -> str:
    return "".join(character for character in typed if character.isdigit())


def phone_number(typed: str) -> str:
    """`0812-3456 789` and `+62 812…` are one number: +628123456789."""
    number = digits(typed)
    if not number:
        return ""
    if number.startswith("0"):
        number = "62" + number[1:]
    elif number.startswith("8"):
        number = "62" + number
    return "+" + number


def name_key(name: str) -> str:
    return " ".join(name.split()).casefold()[:160]


def _get(person_id: UUID, jurisdiction: str) -> Person:
    row = Person.objects.of(jurisdiction).filter(id=person_id).first()
    if row is None:
        raise NotFound(
            _("Orang ini tidak ada dalam catatan kota. Periksa lagi tautan yang Anda buka."),
            code="no-such-person",
        )
    return row


def _view(row: Person) -> PersonView:
    return PersonView(
        id=row.id,
        name=row.name,
        email=row.email,
        phone=row.phone,
        account_id=row.account_id,
        has_nik=row.nik is not None,
    )
