"""The load client: a process of its own, bounded in number and time, that speaks to loopback only.

`python -m benchmarks.client` reads an order as JSON and writes what it measured as JSON.
"""

import base64
import http.client
import json
import re
import sys
import threading
import time
import uuid
from urllib.parse import urlencode, urlsplit

TIMEOUT = 60
CSRF = "b" * 32  # a token of the right shape: the cookie and the header must only agree


class Unexpected(Exception):
    """The server answered something else than this step needs."""


class Browser:
    """One keep-alive connection with its cookies; notes how long each named step took."""

    def __init__(self, url, session=""):
        address = urlsplit(url)
        if address.hostname != "127.0.0.1":
            raise ValueError("the load client speaks to this machine only")
        self.connection = http.client.HTTPConnection("127.0.0.1", address.port, timeout=TIMEOUT)
        self.cookies = {"csrftoken": CSRF} | ({"gapura_sesi": session} if session else {})
        self.took = []

    def ask(self, step, method, path, body=None, headers=None, expect=(200,)):
        given = {
            "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()),
            "Accept-Encoding": "br",
        }
        begun = time.perf_counter()
        try:
            self.connection.request(method, path, body, given | (headers or {}))
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()  # the server let go of an idle connection
            self.connection.request(method, path, body, given | (headers or {}))
            answer = self.connection.getresponse()
        content = answer.read()
        self.took.append((step, time.perf_counter() - begun))
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _is, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status not in expect:
            raise Unexpected(f"{step}: {answer.status} {answer.reason} {content[:300]!r}")
        return answer, content

    def post(self, step, path, fields, files=(), expect=(302, 303)):
        if files:
            body, kind = multipart(fields, files)
        else:
            body, kind = urlencode(fields, doseq=True).encode(), "application/x-www-form-urlencoded"
        headers = {"Content-Type": kind, "X-CSRFToken": CSRF}
        answer, _content = self.ask(step, "POST", path, body, headers, expect)
        return answer.headers.get("Location", "")


def lifecycle(order, me):
    """create → assign → resolve → read: by a partner's API, at the desk, and by number and PIN."""
    city = f"/{order['city']}"
    stranger = Browser(order["url"])
    verifier, head = (Browser(order["url"], session) for session in order["officers"][me])
    headers = {"Content-Type": "application/json"}

    def once():
        _answer, content = stranger.ask(
            "create", "POST", f"/api/v1{city}/services/{order['service']}/submissions",
            fresh(order["body"]), headers | {"Idempotency-Key": uuid.uuid4().hex}, (201,),
        )  # fmt: skip
        receipt = json.loads(content)
        case = f"{city}/desk/urusan/{receipt['number']}/"
        verifier.post("assign", f"{case}pegangan/", {"a": "ambil"})
        for who, fields in zip((verifier, head), order["decisions"], strict=False):
            who.post("resolve", f"{case}putusan/", {"tahap": "kirim", **fields})
        stranger.ask(
            "read",
            "GET",
            f"/api/v1{city}/cases/{receipt['number']}",
            None,
            {"X-Gapura-PIN": receipt["pin"]},
        )

    return once, (stranger, verifier, head)


def form(order, me):
    """What a browser without JavaScript asks for, from the button "apply" to the receipt."""
    browsers = []

    def once():
        browser = Browser(order["url"])
        browsers.append(browser)
        page = browser.post("start", f"/{order['city']}/layanan/{order['service']}/ajukan/", {})
        for step in order["pages"]:
            browser.ask("show", "GET", page)
            photos = [
                (name, fresh_photo(base64.b64decode(photo)))
                for name, photo in step["files"].items()
            ]
            page = browser.post("save", page, step["fields"], photos)
        browser.ask("check", "GET", page)
        sent = browser.post("send", re.sub("periksa/$", "kirim/", page), {"setuju": "1"})
        browser.ask("receipt", "GET", sent)

    return once, browsers


def pages(order, me):
    """The same pages again and again, as one officer or nobody; `revalidate`: with what it has."""
    browser = Browser(order["url"], (order.get("officers") or [[""]])[me][0])
    known = {}
    turn = iter(range(10**9))

    def once():
        path = order["paths"][next(turn) % len(order["paths"])]
        tag = known.get(path) if order.get("revalidate") else None
        headers = {"If-None-Match": tag} if tag else {}
        answer, _content = browser.ask(
            "page", "GET", path, None, headers, (304,) if tag else (200,)
        )
        known[path] = answer.headers.get("ETag")

    return once, (browser,)


ORDERS = {"lifecycle": lifecycle, "form": form, "pages": pages}


def carry_out(order):
    """At most `count` rounds and `seconds` seconds, by `threads` threads; after `warm` rounds each."""
    lock, left = threading.Lock(), [order["count"]]
    gate = threading.Barrier(order["threads"] + 1)
    took, errors, done = [], [], [0]
    until = [0.0]

    def work(me):
        once, browsers = ORDERS[order["kind"]](order, me)
        try:
            for _ in range(order.get("warm", 1)):
                once()
        except Exception as error:
            errors.append(repr(error))
        for browser in browsers:
            browser.took.clear()
        gate.wait()
        while time.monotonic() < until[0] and len(errors) < 20:
            with lock:
                if left[0] <= 0:
                    break
                left[0] -= 1
            try:
                once()
                done[0] += 1
            except Exception as error:
                errors.append(repr(error))
        with lock:
            took.extend(entry for browser in browsers for entry in browser.took)

    threads = [threading.Thread(target=work, args=(me,)) for me in range(order["threads"])]
    for thread in threads:
        thread.start()
    until[0] = time.monotonic() + 3600
    while gate.n_waiting < order["threads"]:
        time.sleep(0.01)
    print("ready", flush=True)
    sys.stdin.readline()  # the measurer says go, and has read all clocks
    until[0] = time.monotonic() + order["seconds"]
    begun, cpu = time.perf_counter(), time.process_time()
    gate.wait()
    for thread in threads:
        thread.join()
    return {
        "done": done[0],
        "seconds": time.perf_counter() - begun,
        "client_cpu": time.process_time() - cpu,
        "took": took,
        "errors": errors,
    }


def fresh(body):
    """Another picture each time, as real ones are: a stored file is known by its content."""
    for name, photo in body["files"].items():
        jpeg = fresh_photo(base64.b64decode(photo[0]["content_base64"]))
        body["files"][name] = [{**photo[0], "content_base64": base64.b64encode(jpeg).decode()}]
    return json.dumps(body).encode()


def fresh_photo(jpeg):
    """The same pixels with another comment segment behind the start marker."""
    mark = uuid.uuid4().bytes
    rest = jpeg[22:] if jpeg[2:4] == b"\xff\xfe" else jpeg[2:]
    return b"\xff\xd8\xff\xfe\x00\x12" + mark + rest


def multipart(fields, files):
    edge = uuid.uuid4().hex
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    for name, content in files:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    parts.append(f"--{edge}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={edge}"


if __name__ == "__main__":
    asked = json.loads(sys.stdin.readline())
    print(json.dumps(carry_out(asked)), flush=True)
