"""An SOP as packages write them, and ways to change one thing in it."""

from copy import deepcopy
from typing import Any

from gapura.engines.workflow.schema import Workflow

BIRTH: dict[str, Any] = {
    "start": "verify",
    "steps": {
        "verify": {
            "activity": {"id": "Memeriksa kelengkapan", "en": "Check completeness"},
            "actor": "verifier @ kelurahan_of(applicant_address)",
            "standard_time": "PT4H",
            "actions": {
                "complete": {
                    "to": "sign",
                    "label": {"id": "Lengkap", "en": "Complete"},
                    "starts_clock": "statutory",
                },
                "request_correction": {
                    "to": "correction",
                    "label": {"id": "Minta perbaikan", "en": "Ask for a correction"},
                    "needs": ["message"],
                    "marks": "fields",
                    "pauses_clock": True,
                },
                "refuse": {
                    "to": "refused",
                    "label": {"id": "Tolak", "en": "Refuse"},
                    "needs": ["grounds", "legal_reference"],
                },
            },
        },
        "correction": {
            "activity": {"id": "Memperbaiki permohonan", "en": "Correct the application"},
            "actor": "applicant",
            "within": "P10D",
            "on_timeout": {"to": "withdrawn", "message": {"id": "Waktu habis", "en": "Time is up"}},
            "actions": {
                "resubmit": {"to": "verify", "label": {"id": "Kirim lagi", "en": "Send again"}}
            },
        },
        "sign": {
            "activity": {"id": "Menandatangani", "en": "Sign"},
            "kind": "decision",
            "actor": "head @ office(dinas-dukcapil)",
            "standard_time": "PT3H",
            "actions": {
                "grant": {"to": "granted", "label": {"id": "Kabulkan", "en": "Grant"}},
                "return": {"to": "verify", "label": {"id": "Kembalikan", "en": "Return"}},
            },
        },
    },
    "deadlines": {
        "statutory": {
            "within": "P5WD",
            "from": "complete_receipt",
            "legal_reference": "UU 30/2014 Pasal 53",
            "on_expiry": "deemed_granted",
        }
    },
    "withdraw_until": ["verify", "correction"],
}


def birth() -> Workflow:
    return Workflow.model_validate(BIRTH)


def birth_with(value: Any, *path: str) -> Workflow:
    """The same SOP with the value at `path` replaced; None takes it away."""
    written = deepcopy(BIRTH)
    place = written
    for key in path[:-1]:
        place = place[key]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return Workflow.model_validate(written)
