"""Every reason why a file is not taken, as a sentence that says what to do instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gapura.kernel.errors import Refused

_SENTENCES: dict[str, str | Promise] = {
    "too-large": _(
        "Berkas ini lebih besar dari 10 MB. Potret ulang dengan ukuran lebih kecil, "
        "atau simpan PDF dengan mutu lebih rendah, lalu kirim lagi."
    ),
    "empty": _(
        "Berkas ini kosong (0 byte). Mungkin belum selesai tersimpan di ponsel Anda. "
        "Buka dulu berkasnya, lalu kirim lagi."
    ),
    "heic": _(
        "Foto ini berformat HEIC, format khusus iPhone, dan belum dapat kami buka. Cara mengubah: "
        "buka Pengaturan > Kamera > Format, pilih “Paling Kompatibel”, lalu potret ulang. "
        "Untuk foto yang sudah ada: kirim tangkapan layarnya."
    ),
    "executable": _(
        "Berkas ini adalah program, bukan foto atau surat, jadi tidak kami terima. "
        "Jika Anda merasa mengirim foto atau PDF, jangan buka berkas ini: mungkin berbahaya. "
        "Kirim foto JPEG atau PNG, atau PDF."
    ),
    "polyglot": _(
        "Di dalam gambar ini tersembunyi isi lain (program atau halaman web), jadi tidak kami "
        "terima. Potret ulang suratnya, atau kirim tangkapan layar gambar ini."
    ),
    "mismatch": _(
        "Isi berkas ini tidak sesuai dengan jenisnya. Simpan ulang sebagai JPEG, PNG, atau PDF, "
        "atau potret ulang suratnya, lalu kirim lagi."
    ),
    "too-many-pixels": _(
        "Gambar ini terlalu besar untuk dibuka (lebih dari 89 juta titik). "
        "Potret ulang dengan kamera ponsel biasa, lalu kirim lagi."
    ),
    "encrypted": _(
        "PDF ini terkunci dengan kata sandi, jadi petugas tidak dapat membacanya. "
        "Buka PDF-nya, pilih Cetak > Simpan sebagai PDF tanpa kata sandi, lalu kirim hasilnya."
    ),
    "signed": _(
        "PDF ini memuat tanda tangan elektronik yang akan rusak bila kami bersihkan. "
        "Buka PDF-nya, pilih Cetak > Simpan sebagai PDF, lalu kirim hasilnya. "
        "Simpan aslinya: petugas dapat memintanya."
    ),
    "fillable-only": _(
        "PDF ini formulir khusus Adobe yang hanya dapat dibaca dengan Adobe Reader. "
        "Buka di Adobe Reader, pilih Cetak > Simpan sebagai PDF, lalu kirim hasilnya."
    ),
    "unknown-type": _(
        "Jenis berkas ini tidak dapat kami terima. Kirim foto JPEG atau PNG, atau PDF. "
        "Dari Word: pilih Simpan sebagai > PDF."
    ),
    "only-images": _(
        "Di sini hanya foto yang diterima (JPEG atau PNG). Potret suratnya, lalu kirim."
    ),
    "only-pdf": _("Di sini hanya PDF yang diterima. Simpan berkas ini sebagai PDF, lalu kirim."),
    "not-accepted-here": _(
        "Jenis berkas ini tidak diterima untuk syarat ini. Lihat jenis yang diterima di samping "
        "tombol unggah, lalu kirim yang sesuai."
    ),
    "damaged": _(
        "Berkas ini rusak atau terpotong, jadi tidak dapat dibuka. "
        "Coba buka di ponsel Anda; jika gagal juga, potret atau simpan ulang, lalu kirim lagi."
    ),
}


class Unclean(Exception):
    """The file cannot be made safe; `code` is one of the reasons above."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def sentence_for(code: str) -> str:
    return str(_SENTENCES[code])


def refusal(found: Unclean) -> Refused:
    return Refused(_SENTENCES[found.code], code=found.code)
