"""What a visitor sees first: the address, and a log-in for every role in each city."""

from gapura.channels.cli.demo.roles import OFFICERS, PASSWORD, RESIDENTS
from gapura.channels.cli.speech import told, write

TITLES = {
    "verifier": ("Petugas pemeriksa", "Verifying officer"),
    "head": ("Kepala kantor", "Head of office"),
    "field_officer": ("Petugas lapangan", "Field officer"),
    "supervisor": ("Penyelia", "Supervisor"),
    "administrator": ("Pengelola akun kantor", "Office administrator"),
    "designer": ("Penyusun layanan", "Service designer"),
    "inspectorate": ("Inspektorat", "Inspectorate"),
}


def show(address: str, mail: str, *, seconds: float) -> None:
    write()
    write(
        told(
            f"Gapura siap dalam {seconds:.0f} detik.",
            f"Gapura is ready after {seconds:.0f} seconds.",
        )
    )
    write()
    write(f"  {told('Portal warga', 'Residents'):<18}{address}/")
    for city in ("jakarta", "depok"):
        write(f"  {told('Meja petugas', 'Officers’ desk'):<18}{address}/{city}/desk/")
    write(f"  {told('Kotak surel', 'Mailbox'):<18}{mail}/")
    for city in ("jakarta", "depok"):
        _show_officers(city)
    write()
    write(told("  Warga masuk dengan surel; kodenya ada di kotak surel.",
               "  Residents sign in with their e-mail; the code arrives in the mailbox."))  # fmt: skip
    for resident in RESIDENTS:
        write(f"    {resident.email:<26}{resident.name}")
    write()
    write(told("Ctrl-C menghentikan demo.", "Ctrl-C stops the demo."))


def _show_officers(city: str) -> None:
    write()
    write(
        told(f"  {city.title()}, kata sandi {PASSWORD}", f"  {city.title()}, password {PASSWORD}")
    )
    for officer in OFFICERS:
        if officer.city == city:
            title = told(*TITLES[officer.role])
            write(f"    {officer.email:<26}{title:<24}{officer.office:<24}{officer.name}")
