"""The page where a visitor reads what was sent: plain HTML, no script, two languages."""

import json
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from sandboxes.mail import pages
from sandboxes.mail.box import Box
from sandboxes.mail.smtp import Post

HTML, JSON = "text/html; charset=utf-8", "application/json"
POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'"


class Page(BaseHTTPRequestHandler):
    """One request; `box` and `post` are given by `serve`."""

    box: Box
    post: Post

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        language = _language(asked.get("lang"), self.headers.get("Accept-Language", ""))
        words = asked.get("to", "")
        answers: dict[str, Callable[[], tuple[str, str]]] = {
            "/": lambda: (self._listing(words, language), HTML),
            "/messages.json": lambda: (self._json(words), JSON),
            "/mail.css": lambda: (pages.STYLE, "text/css"),
            "/healthz": lambda: ("up" if self.post.is_up else "down", "text/plain"),
        }
        answer = answers.get(url.path)
        if answer is None:
            self._message(url.path, language)
            return
        self._send(*answer())

    def do_POST(self) -> None:
        url = urlsplit(self.path)
        switches: dict[str, Callable[[], None]] = {"/up": self.post.up, "/down": self.post.down}
        switch = switches.get(url.path)
        from_elsewhere = self.headers.get("Sec-Fetch-Site", "none") not in ("same-origin", "none")
        if switch is None or from_elsewhere:
            self._send("", status=HTTPStatus.FORBIDDEN)
            return
        switch()
        self.send_response(HTTPStatus.SEE_OTHER)
        language = _language(parse_qs(url.query).get("lang", [""])[0], "")
        self.send_header("Location", f"/?lang={language}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _listing(self, words: str, language: str) -> str:
        return pages.listing(self.box.newest_first(words), words, language, is_up=self.post.is_up)

    def _json(self, words: str) -> str:
        found = [received.as_json() for received in self.box.newest_first(words)]
        return json.dumps(found, ensure_ascii=False)

    def _message(self, path: str, language: str) -> None:
        number = path.removeprefix("/messages/").strip("/")
        found = self.box.find(int(number)) if number.isdecimal() else None
        if found is None:
            self._send(pages.missing(language), status=HTTPStatus.NOT_FOUND)
            return
        self._send(pages.message(found, language))

    def _send(self, body: str, kind: str = HTML, status: int = HTTPStatus.OK) -> None:
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args: object) -> None:
        """Silent: the page shows what matters."""


def serve(box: Box, post: Post, port: int) -> ThreadingHTTPServer:
    """A server that is ready; the caller runs `serve_forever`."""
    page = type("OurPage", (Page,), {"box": box, "post": post})
    return ThreadingHTTPServer(("127.0.0.1", port), page)


def _language(asked: str | None, accepted: str) -> str:
    if asked in ("id", "en"):
        return str(asked)
    return "en" if accepted.lower().startswith("en") else "id"
