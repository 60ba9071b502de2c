"""Which cases the demo begins with: a service's own scenarios, under other names, so far and no further."""

from dataclasses import dataclass, field
from typing import Any

PM1, BIRTH, ROAD = "pm1-general-statement", "birth-certificate", "road-damage"
RATNA, YOHANES, SITI = "ratna@warga.example", "yohanes@warga.example", "siti@warga.example"
ALL = 99


@dataclass(frozen=True)
class Story:
    city: str
    service: str
    scenario: str
    steps: int  # how many of the officers' steps are taken
    resident: str = ""  # e-mail of the account; without one, a visitor
    answers: dict[str, Any] = field(default_factory=dict)
    question: str = ""  # a message of the applicant


def _home(street: str, area: str) -> dict[str, str]:
    return {"street": street, "rt": "003", "rw": "005", "area": area}


KEMAYORAN, BEJI = "31.71.03.1001", "32.76.06.1001"

STORIES = (
    Story("jakarta", PM1, "granted", ALL, RATNA),
    Story("jakarta", PM1, "granted", 0, YOHANES,
          {"name": "Yohanes Kurniawan", "nik": "3171031203850003",
           "statement": "Saya tinggal di alamat ini sejak 2015.", "institution": "SMPN 10"}),
    Story("jakarta", PM1, "granted", 0, "",
          {"name": "Rohmah Fitriani", "nik": "3171034506870002",
           "statement": "Saya tinggal bersama ibu di alamat ini.", "institution": "SDN Kemayoran 05"}),
    Story("jakarta", PM1, "granted", 1, "",
          {"name": "Hasan Basri", "nik": "3171031708900002",
           "statement": "Saya tinggal di alamat ini sejak lahir.", "institution": "SMAN 5"}),
    Story("jakarta", PM1, "correction", 1, SITI,
          {"address": _home("Jalan Kepu Selatan 4", KEMAYORAN)},
          "Foto yang baru saya kirim nanti malam, ya."),
    Story("jakarta", PM1, "refused", ALL, YOHANES),
    Story("jakarta", BIRTH, "no-birth-letter", 0, RATNA),
    Story("jakarta", BIRTH, "refused", 1, "",
          {"address": _home("Jalan Bendungan Jago 2", KEMAYORAN)}),
    Story("jakarta", BIRTH, "no-birth-letter", ALL, "",
          {"child_name": "Nadira Salsabila", "child_sex": "female"}),
    Story("jakarta", ROAD, "resolved", ALL),
    Story("jakarta", ROAD, "resolved", 1, "",
          {"description": "Dua lubang di depan pasar, motor sering jatuh."}),
    Story("jakarta", ROAD, "correction", 0, "",
          {"place": {"area": KEMAYORAN, "street": "Jalan Garuda", "landmark": "", "lat": None,
                     "lon": None}}),
    Story("depok", PM1, "granted", ALL, SITI),
    Story("depok", PM1, "granted", 0, "",
          {"name": "Agus Salim", "nik": "3276061208810004"}),
    Story("depok", PM1, "granted", 1, "",
          {"name": "Rina Nose Lestari", "nik": "3276065203930002"}),
    Story("depok", BIRTH, "no-birth-letter", 0),
    Story("depok", BIRTH, "no-birth-letter", 1, "", {"child_name": "Kirana Larasati"}),
    Story("depok", ROAD, "resolved", ALL),
    Story("depok", ROAD, "resolved", 0, "",
          {"description": "Lubang dalam di tikungan, gelap pada malam hari."}),
)  # fmt: skip
