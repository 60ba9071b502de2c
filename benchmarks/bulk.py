"""A hundred thousand synthetic cases by COPY, as the owner: seeded, so that two runs compare.

Every name is made up. A third of the cases lie at one kelurahan, a quarter of all are open, so the
queue that is measured is the longest a city of this size would see.
"""

import json
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import UUID

import psycopg
from psycopg.types.json import Jsonb

SEED = 20261120
CITY = "jakarta"
SERVICE = "pm1-general-statement"
BUSY_OFFICE = "kel-31.71.03.1001"
OPEN_SHARE, BUSY_SHARE = 0.25, 1 / 3
ACCOUNTS = 400
FIRST = ["Adi", "Ayu", "Bayu", "Citra", "Dewi", "Dimas", "Eka", "Fajar", "Gita", "Hana", "Indra",
         "Joko", "Kartika", "Laras", "Made", "Nanda", "Putri", "Rizky", "Sari", "Tri", "Wahyu", "Yuni"]  # fmt: skip
LAST = ["Anggraini", "Firmansyah", "Gunawan", "Hidayat", "Kusuma", "Lestari", "Maulana", "Nugroho",
        "Permata", "Pratama", "Purnama", "Rahayu", "Santoso", "Saputra", "Setiawan", "Siregar",
        "Suryani", "Utami", "Wibowo", "Wijaya"]  # fmt: skip
PURPOSES = {
    "school": "Sekolah atau beasiswa",
    "work": "Melamar kerja",
    "bank": "Bank atau koperasi",
}


@dataclass(frozen=True)
class Office:
    id: UUID
    area: str


@dataclass(frozen=True)
class Ground:
    """What the rows stand on; read from the database."""

    version: UUID
    offices: list[Office]
    busy: Office
    officer: UUID  # holds a share of the busy office's tasks, and did most of what is done
    head: UUID


class Copy:
    """Rows for one model; what is neither in `columns` nor in `always` takes the model's default."""

    def __init__(self, model, columns, **always):
        from django.apps import apps
        from django.db.models import JSONField

        meta = apps.get_model(model)._meta
        self.table, self.columns = meta.db_table, columns
        self.always = {"jurisdiction_id": CITY, **always}
        for field in meta.concrete_fields:
            if field.column not in columns and field.column not in self.always:
                value = field.get_default()
                self.always[field.column] = Jsonb(value) if isinstance(field, JSONField) else value
        self.rows = []

    def add(self, *values):
        self.rows.append(values)

    def flush(self, connection):
        constant = tuple(self.always.values())
        listed = ", ".join(f'"{name}"' for name in [*self.columns, *self.always])
        with connection.cursor().copy(f'COPY "{self.table}" ({listed}) FROM STDIN') as copy:
            for row in self.rows:
                copy.write_row(row + constant)
        self.rows.clear()


def load(owner_url, cases, ground, *, say=print, batch=10_000):
    """Write `cases` cases with all that belongs to them; returns how many rows that were."""
    chance, written = random.Random(SEED), 0
    tables = _tables()
    with psycopg.connect(owner_url) as connection:
        # The rows fit together by construction; checking each key again would double the time.
        connection.execute("SET session_replication_role = replica")
        for number in range(cases):
            _case(tables, ground, chance, number)
            if (number + 1) % batch == 0 or number + 1 == cases:
                for table in tables.values():
                    written += len(table.rows)
                    table.flush(connection)
        connection.commit()
    with psycopg.connect(owner_url, autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")
    say(f"{cases} cases, {written} rows")
    return written


def _tables():
    return {
        "person": Copy("parties.Person", ["id", "name", "name_key", "email", "phone", "account_id", "nik", "nik_index", "created_at"]),
        "case": Copy(
            "cases.Case",
            ["id", "number", "version_id", "step", "outcome", "office_id", "area_code", "person_id", "account_id",
             "applicant_name", "about", "idempotency_key", "submitted_at", "complete_at", "due_at", "closed_at"],
            service_code=SERVICE, kind="application", audience="applicant", identity_shown_to="officers", channel="web",
        ),
        "answers": Copy("cases.CaseAnswers", ["id", "case_id", "answers", "created_at"], revision=1),
        "finder": Copy("cases.Finder", ["id", "case_id", "kind", "key"]),
        "task": Copy(
            "cases.Task",
            ["id", "case_id", "step", "role", "office_id", "assignee_id", "returned", "opened_at", "due_at",
             "case_due_at", "closed_at", "closed_by", "action"],
            service_code=SERVICE,
        ),
        "clock": Copy(
            "cases.Clock", ["id", "case_id", "name", "office_id", "started_at", "due_at", "stopped_at"],
            limit="P1WD", on_expiry="escalate", legal_reference="SE Sekda DKI Jakarta 38/SE/2022",
        ),
        "decision": Copy("cases.Decision", ["id", "case_id", "outcome", "decided_by", "decided_at"], step="sign"),
        "event": Copy("kernel.Event", ["id", "type", "subject_id", "actor", "data", "occurred_at"], channel="web"),
        "delivery": Copy("kernel.Delivery", ["id", "event_id", "handler", "run_at", "done_at"], state="done", attempts=1),
        "timer": Copy("kernel.Timer", ["id", "kind", "key", "subject_id", "due_at", "fired_at"]),
        "access": Copy(
            "audit.AccessRecord", ["id", "account_id", "actor", "subject_id", "case_id", "at"],
            channel="web", kind="case", purpose="casework",
        ),
    }  # fmt: skip


def _case(tables, ground, chance, number):
    office = ground.busy if chance.random() < BUSY_SHARE else chance.choice(ground.offices)
    is_open = chance.random() < OPEN_SHARE
    now = datetime.now(UTC)
    at = now - timedelta(
        minutes=chance.randrange(
            60 if is_open else 60 * 24 * 30, 60 * 24 * (20 if is_open else 300)
        )
    )
    new = _ids(chance, at)
    case, person = new(), new()
    name = f"{chance.choice(FIRST)} {chance.choice(FIRST)} {chance.choice(LAST)}"
    phone = f"+62811{chance.randrange(10**8):08d}"
    account = UUID(int=number % ACCOUNTS + 1, version=4) if chance.random() < 0.5 else None
    purpose = chance.choice(list(PURPOSES))
    due = at + timedelta(days=chance.randrange(1, 25))
    closed = None if is_open else min(due, at + timedelta(hours=chance.randrange(3, 40)))
    sealing = _sealing()
    nik = f"3171{chance.randrange(10**12):012d}"
    index = sealing.blind_index("nik", nik)
    tables["person"].add(
        person, name, name.casefold(), f"warga{number}@example.org", phone, account,
        sealing.seal(nik, bound_to=f"{CITY}:person:{person}"), index, at,
    )  # fmt: skip
    at_sign = is_open and chance.random() < 0.3
    step = "sign" if at_sign or not is_open else "verify"
    tables["case"].add(
        case, _number(number), ground.version, step, "" if is_open else "granted", office.id, office.area, person,
        account, name, PURPOSES[purpose], f"bulk:{number}", at, at + timedelta(hours=2), due, closed,
    )  # fmt: skip
    answers = {
        "name": name, "nik": nik, "phone": phone, "purpose": purpose,
        "address": {"street": f"Jalan Contoh {number % 200 + 1}", "rt": "003", "rw": "005", "area": office.area},
        "statement": "Saya tinggal di alamat ini sejak 2018 bersama dua anak.", "institution": "SDN Contoh 01",
    }  # fmt: skip
    sealed = sealing.seal(json.dumps(answers), bound_to=f"{CITY}:case:{case}:answers:1")
    tables["answers"].add(new(), case, sealed, at)
    for word in sorted({*name.lower().split(), *PURPOSES[purpose].lower().split()}):
        tables["finder"].add(new(), case, "name", word)
    tables["finder"].add(new(), case, "nik", index.hex())
    tables["finder"].add(new(), case, "phone", sealing.blind_index("phone", phone).hex())
    _work(tables, ground, chance, new, case, office, at, due, closed, at_sign)


def _work(tables, ground, chance, new, case, office, at, due, closed, at_sign):
    """The tasks, clocks, timers, events and looks of one case."""
    officer, head = f"officer:{ground.officer}", f"officer:{ground.head}"
    handed = at + timedelta(hours=2)
    holder = ground.officer if closed or chance.random() < 0.02 else None
    verified = closed is not None or at_sign
    tables["task"].add(
        new(), case, "verify", "verifier", office.id, holder, chance.random() < 0.05, at, handed, due,
        handed if verified else None, officer if verified else "", "complete" if verified else "",
    )  # fmt: skip
    if verified:
        tables["task"].add(
            new(), case, "sign", "head", office.id, ground.head if closed else None, False, handed,
            handed + timedelta(hours=3), due, closed, head if closed else "", "grant" if closed else "",
        )  # fmt: skip
    for clock in ("promise", "promised"):
        tables["clock"].add(new(), case, clock, office.id, at, due, closed)
        tables["timer"].add(
            new(),
            "case.clock_missed",
            f"{case}:{clock}:100",
            case,
            max(due, datetime.now(UTC) + timedelta(days=2)),
            closed,
        )
    told = [("case.submitted", "resident", {"service_code": SERVICE}, at)]
    told.append(("case.task_opened", "resident", {"step": "verify", "role": "verifier"}, at))
    if verified:
        told.append(
            (
                "case.step_taken",
                officer,
                {"origin": "verify", "action": "complete", "to": "sign"},
                handed,
            )
        )
    if closed:
        told.append(("case.granted", head, {"decision_id": str(case)}, closed))
        tables["decision"].add(new(), case, "granted", head, closed)
    for kind, actor, data, moment in told:
        event = new()
        tables["event"].add(event, kind, case, actor, Jsonb(data), moment)
        if kind in {"case.submitted", "case.granted"}:
            tables["delivery"].add(new(), event, "cases.handlers.applicant.bulk", moment, moment)
    tables["access"].add(new(), ground.officer, officer, case, case, handed)


def survey(officer, head):
    """The ground as it is: the version that is offered, and every kelurahan of the city."""
    from django.utils import timezone

    from gapura.catalogue import queries as catalogue
    from gapura.jurisdictions import queries as jurisdictions
    from gapura.kernel.scope import scope

    with scope(CITY):
        version = catalogue.get_service(CITY, SERVICE, on=timezone.localdate()).version_id
        offices, after = [], ""
        while True:
            page = jurisdictions.list_offices(CITY, kind="kelurahan", after=after, limit=200)
            offices += [Office(office.id, office.area_code) for office in page.offices]
            if not (after := page.after):
                break
        busy = jurisdictions.get_office(CITY, BUSY_OFFICE)
    return Ground(version, offices, Office(busy.id, busy.area_code), officer, head)


@cache
def _sealing():
    from gapura.kernel import sealing  # needs settings, so not before Django is set up

    return sealing


def _ids(chance, at):
    """UUIDv7 of that moment, from the seeded chance."""
    stamp = int(at.timestamp() * 1000)

    def new():
        value = (stamp << 80) | chance.getrandbits(80)
        value = value & ~(0xF << 76) | (0x7 << 76)
        return UUID(int=value & ~(0x3 << 62) | (0x2 << 62))

    return new


def _number(number):
    """A proper case number, counted instead of drawn."""
    from gapura.kernel import ids

    body, left = "", number + 1
    for _ in range(8):
        left, place = divmod(left, len(ids.ALPHABET))
        body = ids.ALPHABET[place] + body
    return f"JKT-{body[:4]}-{body[4:]}-{ids._check_character('JKT', body)}"
