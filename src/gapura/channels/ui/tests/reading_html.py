"""What a browser would send from a page: the successful controls of its forms."""

from html.parser import HTMLParser


class Controls(HTMLParser):
    """Names and values, as a submit without any button sends them."""

    def __init__(self, html):
        super().__init__()
        self.sent = {}
        self.ids = []
        self._select = self._area = None
        self._text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "input" and given.get("type") not in {"file", "submit"}:
            if given.get("type") not in {"radio", "checkbox"} or "checked" in given:
                self._send(given["name"], given.get("value", ""))
        elif tag == "select":
            self._select = given["name"]
            self._send(self._select, "")
        elif tag == "option" and "selected" in given:
            self.sent[self._select] = [given["value"]]
        elif tag == "textarea":
            self._area, self._text = given["name"], ""

    def handle_data(self, data):
        if self._area is not None:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "textarea":
            self._send(self._area, self._text.removeprefix("\n"))
            self._area = None

    def _send(self, name, value):
        self.sent.setdefault(name, []).append(value)
