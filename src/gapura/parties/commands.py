"""Note a person down, once per account, and never by likeness of names alone."""

from uuid import UUID

from django.utils import timezone

from gapura.kernel.actors import Actor
from gapura.kernel.commands import command
from gapura.kernel.sealing import blind_index, seal
from gapura.parties.models import Person
from gapura.parties.queries import digits, name_key, phone_number


@command
def ensure_person(
    *,
    by: Actor,
    name: str,
    nik: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    account_id: UUID | None = None,
) -> UUID:
    """The person this account speaks of, or a new one.

    Without an account nobody is found: two people may share a name, and a NIK that was typed is
    not a NIK that was proved. With an account the same NIK, or the same name where one of the
    two has no NIK, is the same person; a household's phone may stand for several.
    """
    person = Person(
        jurisdiction_id=by.jurisdiction,
        name=" ".join(name.split())[:160],
        name_key=name_key(name),
        email=(email or "").strip().lower(),
        phone=phone_number(phone or ""),
        account_id=account_id,
        created_at=timezone.now(),
    )
    if nik:
        person.nik = seal(digits(nik), bound_to=person.nik_bound_to)
        person.nik_index = blind_index("nik", digits(nik))
    known = _known(person)
    if known is not None:
        _bring_up_to_date(known, person, nik)
        return UUID(str(known.id))

    Person.objects.insert_once(person)
    return UUID(str(person.id)) if account_id is None or not nik else _winner(person)


def _known(person: Person) -> Person | None:
    if person.account_id is None:
        return None
    candidates = list(
        Person.objects.of(person.jurisdiction_id)
        .filter(account_id=person.account_id)
        .order_by("id")
        .select_for_update()
    )
    if person.nik_index is not None:
        for candidate in candidates:
            if candidate.nik_index and bytes(candidate.nik_index) == person.nik_index:
                return candidate
    for candidate in candidates:
        one_is_unnumbered = candidate.nik_index is None or person.nik_index is None
        if one_is_unnumbered and candidate.name_key == person.name_key:
            return candidate
    return None


def _bring_up_to_date(known: Person, told: Person, nik: str | None) -> None:
    """What is told now is newer; what is not told stays."""
    changes: dict[str, object] = {
        field: getattr(told, field)
        for field in ("name", "name_key", "email", "phone")
        if getattr(told, field) and getattr(told, field) != getattr(known, field)
    }
    if nik and known.nik_index is None:
        changes["nik"] = seal(digits(nik), bound_to=known.nik_bound_to)
        changes["nik_index"] = told.nik_index
    if changes:
        Person.objects.of(known.jurisdiction_id).filter(id=known.id).update(**changes)


def _winner(person: Person) -> UUID:
    """Of two submissions at the same moment the unique key keeps one; both get its id."""
    rows = Person.objects.of(person.jurisdiction_id).filter(
        account_id=person.account_id, nik_index=person.nik_index
    )
    return UUID(str(rows.get().id))
