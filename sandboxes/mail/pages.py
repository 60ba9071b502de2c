"""The words and the HTML of the mail page."""

import re
from datetime import datetime, timedelta, timezone
from html import escape

from sandboxes.mail.box import Received

WIB = timezone(timedelta(hours=7))
MONTHS = {
    "id": ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")

WORDS = {
    "id": {
        "title": "Kotak surel demo",
        "about": "Setiap surel yang dikirim Gapura pada komputer ini berhenti di sini. "
        "Tidak ada yang keluar ke internet.",
        "find": "Cari alamat penerima",
        "search": "Cari",
        "all": "Semua surel",
        "none": "Belum ada surel.",
        "none_for": "Belum ada surel untuk “{to}”.",
        "down": "Server surel sedang dimatikan. Surel menunggu di Gapura.",
        "turn_on": "Hidupkan server surel",
        "turn_off": "Matikan server surel",
        "to": "Kepada",
        "from": "Dari",
        "subject": "Perihal",
        "at": "Diterima",
        "missing": "Surel ini tidak ada. Mungkin sandbox baru dinyalakan ulang.",
        "other": "English",
    },
    "en": {
        "title": "Demo mailbox",
        "about": "Every e-mail that Gapura sends on this computer stops here. "
        "Nothing leaves to the internet.",
        "find": "Find a recipient’s address",
        "search": "Search",
        "all": "All e-mails",
        "none": "No e-mail yet.",
        "none_for": "No e-mail yet for “{to}”.",
        "down": "The mail server is switched off. E-mails wait inside Gapura.",
        "turn_on": "Switch the mail server on",
        "turn_off": "Switch the mail server off",
        "to": "To",
        "from": "From",
        "subject": "Subject",
        "at": "Received",
        "missing": "There is no such e-mail. The sandbox may have been restarted.",
        "other": "Bahasa Indonesia",
    },
}

STYLE = """
:root{color-scheme:light dark;font:112.5%/1.5 system-ui,sans-serif}
body{max-width:52rem;margin:0 auto;padding:1rem}
a{display:inline-block;min-height:24px}
li{padding:.6rem 0;border-top:1px solid}
ol{list-style:none;padding:0}
input,button{font:inherit;padding:.4rem .7rem;min-height:44px;max-width:100%;box-sizing:border-box}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border:1px solid;padding:1rem}
code,dd,li{overflow-wrap:anywhere}
dt{font-weight:700}dd{margin:0 0 .5rem}
.note{border-left:6px solid;padding:.5rem 1rem}
"""


def listing(found: list[Received], to: str, language: str, *, is_up: bool) -> str:
    words = WORDS[language]
    nothing = words["none_for"].format(to=escape(to)) if to else words["none"]
    items = "".join(_item(received, language) for received in found)
    state = "" if is_up else f'<p class="note" role="status">{words["down"]}</p>'
    action, label = ("down", words["turn_off"]) if is_up else ("up", words["turn_on"])
    return _page(
        words["title"],
        f"""<h1>{words["title"]}</h1><p>{words["about"]}</p>{state}
<form method="get" action="/" role="search"><input type="hidden" name="lang" value="{language}">
<label for="to">{words["find"]}</label><br>
<input id="to" name="to" type="search" value="{escape(to)}"> <button>{words["search"]}</button></form>
{f"<ol>{items}</ol>" if items else f"<p>{nothing}</p>"}
<form method="post" action="/{action}?lang={language}"><button>{label}</button></form>""",
        language,
    )


def message(received: Received, language: str) -> str:
    words = WORDS[language]
    rows = "".join(
        f"<dt>{name}</dt><dd>{escape(value)}</dd>"
        for name, value in (
            (words["to"], ", ".join(received.to)),
            (words["from"], str(received.message["From"] or "")),
            (words["at"], moment(received.at, language)),
            ("Message-ID", received.message_id),
        )
    )
    title = escape(received.subject)
    return _page(
        title,
        f'<p><a href="/?lang={language}">← {words["all"]}</a></p><h1>{title}</h1>'
        f"<dl>{rows}</dl><pre>{with_links(received.text)}</pre>",
        language,
    )


def missing(language: str) -> str:
    words = WORDS[language]
    return _page(
        words["title"],
        f'<h1>{words["missing"]}</h1><p><a href="/?lang={language}">{words["all"]}</a></p>',
        language,
    )


def with_links(text: str) -> str:
    """The text, safe, with every address made a link."""
    pieces, end = [], 0
    for match in LINK.finditer(text):
        url = escape(match.group())
        pieces += [escape(text[end : match.start()]), f'<a href="{url}">{url}</a>']
        end = match.end()
    return "".join([*pieces, escape(text[end:])])


def moment(at: datetime, language: str) -> str:
    local = at.astimezone(WIB)
    return f"{local.day} {MONTHS[language][local.month - 1]} {local:%Y, %H.%M.%S} WIB"


def _item(received: Received, language: str) -> str:
    words = WORDS[language]
    return (
        f'<li><a href="/messages/{received.number}/?lang={language}">'
        f"{escape(received.subject) or '–'}</a><br>"
        f"{words['to']}: {escape(', '.join(received.to))} · {moment(received.at, language)}<br>"
        f"<small>Message-ID <code>{escape(received.message_id)}</code></small></li>"
    )


def _page(title: str, main: str, language: str) -> str:
    other = "en" if language == "id" else "id"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{title}</title><link rel="stylesheet" href="/mail.css"></head>'
        f'<body><main>{main}</main><footer><p><a href="?lang={other}" hreflang="{other}" '
        f'lang="{other}">{WORDS[language]["other"]}</a></p></footer></body></html>'
    )
