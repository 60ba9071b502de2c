"""The log-ins of the demo, one for every role in each city; plain data, shown in a table."""

from dataclasses import dataclass

PASSWORD = "pintu-kota-2026"  # noqa: S105 - shown to everyone who starts the demo


@dataclass(frozen=True)
class DemoOfficer:
    city: str
    role: str
    office: str
    name: str
    email: str


@dataclass(frozen=True)
class DemoResident:
    name: str
    email: str


RESIDENTS = (
    DemoResident("Ratna Puspitasari", "ratna@warga.example"),
    DemoResident("Yohanes Kurniawan", "yohanes@warga.example"),
    DemoResident("Siti Aminah", "siti@warga.example"),
)

OFFICERS = (
    DemoOfficer("jakarta", "verifier", "kel-31.71.03.1001", "Sri Wahyuni", "sri@jakarta.example"),
    DemoOfficer("jakarta", "verifier", "kel-31.71.03.1001", "Dimas Prakoso", "dimas@jakarta.example"),
    DemoOfficer("jakarta", "head", "kel-31.71.03.1001", "Budi Santoso", "budi@jakarta.example"),
    DemoOfficer("jakarta", "verifier", "sudin-dukcapil-31.71", "Made Suartini", "made@jakarta.example"),
    DemoOfficer("jakarta", "head", "sudin-dukcapil-31.71", "Hendra Gunawan", "hendra@jakarta.example"),
    DemoOfficer("jakarta", "verifier", "sudin-pendidikan-31.71", "Wayan Sutama", "wayan@jakarta.example"),
    DemoOfficer("jakarta", "head", "dinas-pendidikan", "Yanti Lestari", "yanti@jakarta.example"),
    DemoOfficer("jakarta", "field_officer", "sudin-bina-marga-31.71", "Joko Susilo", "joko@jakarta.example"),
    DemoOfficer("jakarta", "supervisor", "kota-31.71", "Lina Marlina", "lina@jakarta.example"),
    DemoOfficer("jakarta", "supervisor", "dinas-dukcapil", "Anton Siregar", "anton@jakarta.example"),
    DemoOfficer("jakarta", "administrator", "pemprov", "Dewi Kusuma", "dewi@jakarta.example"),
    DemoOfficer("jakarta", "designer", "dinas-dukcapil", "Rizky Ramadhan", "rizky@jakarta.example"),
    DemoOfficer("jakarta", "inspectorate", "inspektorat", "Theresia Bria", "theresia@jakarta.example"),
    DemoOfficer("depok", "verifier", "kel-32.76.06.1001", "Neneng Hasanah", "neneng@depok.example"),
    DemoOfficer("depok", "head", "kel-32.76.06.1001", "Asep Sunandar", "asep@depok.example"),
    DemoOfficer("depok", "head", "kec-32.76.06", "Iwan Setiawan", "iwan@depok.example"),
    DemoOfficer("depok", "verifier", "disdukcapil", "Tuti Alawiyah", "tuti@depok.example"),
    DemoOfficer("depok", "head", "disdukcapil", "Bambang Irawan", "bambang@depok.example"),
    DemoOfficer("depok", "field_officer", "dpupr", "Ujang Suherman", "ujang@depok.example"),
    DemoOfficer("depok", "supervisor", "kec-32.76.06", "Yuli Astuti", "yuli@depok.example"),
    DemoOfficer("depok", "administrator", "pemkot", "Farhan Hakim", "farhan@depok.example"),
    DemoOfficer("depok", "designer", "disdukcapil", "Gita Permata", "gita@depok.example"),
    DemoOfficer("depok", "inspectorate", "inspektorat", "Mulyono", "mulyono@depok.example"),
)  # fmt: skip
