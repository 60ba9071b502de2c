"""Mail: owed in the transaction, sent after it, once per key; spoken to a real SMTP server."""

import json
import socket
import subprocess
import sys
import urllib.request
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as django_settings
from django.utils import timezone

from gapura.kernel.actors import system
from gapura.kernel.models import Delivery
from gapura.kernel.scope import scope
from gapura.notifications import commands, queries
from gapura.notifications.models import OutgoingMail
from gapura.notifications.providers import smtp
from gapura.notifications.providers.smtp import Smtp


class Sandbox:
    """`python -m sandboxes.mail` in a process of its own."""

    def __init__(self, smtp, http, *options):
        self.smtp, self.http = smtp, http
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "sandboxes.mail"),
                *("--smtp", str(smtp), "--http", str(http), *options),
            ],
            cwd=django_settings.ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout.readline().startswith("mail: smtp 127.0.0.1")

    def get(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.http}{path}", timeout=10) as answer:
            return answer.read().decode()

    def post(self, path):
        url = f"http://127.0.0.1:{self.http}{path}"
        with urllib.request.urlopen(url, data=b"", timeout=10) as answer:
            return answer.read().decode()

    def messages(self, to=""):
        return json.loads(self.get(f"/messages.json?to={to}"))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.process.stdout.close()


def free_ports(many):
    """Below the ephemeral ports, which collide with outgoing connections."""
    found = []
    for port in range(18100, 32000, 7):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
        if len(found) == many:
            return found
    raise AssertionError("no free port")


@pytest.fixture
def sandbox(settings, request):
    started = Sandbox(*free_ports(2), *getattr(request, "param", ()))
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", started.smtp
    yield started
    started.stop()


def queue(to="siti@contoh.id", key="fact:1", **changed):
    told = {"subject": "Surat Anda siap", "body": "Unduh di http://localhost:8000/jakarta/x/\n"}
    commands.send_mail(to=to, key=key, by=system("jakarta"), **(told | changed))


def mail(key="fact:1"):
    with scope("jakarta"):
        return queries.find_mail(key, "jakarta")


def test_a_mail_arrives_with_its_text_and_headers(db, work, sandbox):
    queue(subject="Akta  kelahiran\nsiap – “unduh”", body="Ibu Siti,\nselesai. " + "é" * 200)

    work()

    (received,) = sandbox.messages()
    assert (received["to"], received["subject"]) == (
        ["siti@contoh.id"],
        "Akta kelahiran siap – “unduh”",
    )
    assert received["text"].strip() == "Ibu Siti,\nselesai. " + "é" * 200
    assert received["headers"]["Auto-Submitted"] == "auto-generated"
    assert received["from"] == "Gapura <gapura@localhost>"
    assert (mail().state, mail().message_id) == ("sent", received["message_id"])


def test_the_same_key_twice_is_one_mail(db, work, sandbox):
    queue()
    queue(body="lain")
    work()
    queue()
    work()

    assert len(sandbox.messages()) == 1


def test_nothing_leaves_when_the_transaction_is_taken_back(db, work, mailoutbox):
    def change_and_fail():
        with scope("jakarta"):
            queue()
            raise LookupError

    with pytest.raises(LookupError):
        change_and_fail()
    work()

    assert (mailoutbox, mail()) == ([], None)


def test_a_repeat_after_a_crash_has_the_same_message_id(db, work, sandbox):
    queue()
    work()
    with scope("jakarta"):  # the server took it, but the worker died before its commit
        OutgoingMail.objects.of("jakarta").update(state="queued", sent_at=None)
        Delivery.objects.of("jakarta").update(state="waiting", done_at=None)

    work()

    received = sandbox.messages()
    assert len(received) == 2
    assert len({each["message_id"] for each in received}) == 1


def test_cities_and_keys_have_their_own_message_ids():
    ids = {commands.message_id(city, key) for city in ("jakarta", "depok") for key in ("a", "b")}

    assert len(ids) == 4
    assert all(each.endswith("@localhost>") for each in ids)


@pytest.mark.parametrize("sandbox", [("--down",)], indirect=True)
def test_while_the_server_is_down_mail_waits_and_then_arrives(db, work, sandbox):
    began = datetime(2026, 11, 23, 5, tzinfo=UTC)
    with time_machine.travel(began, tick=False) as clock:
        queue()
        for _minute in range(60):
            work()
            clock.shift(timedelta(minutes=1))
        assert (mail().state, sandbox.messages()) == ("queued", [])
        with scope("jakarta"):
            (owed,) = Delivery.objects.of("jakarta").filter(handler="notifications.handlers.send")
        assert (owed.state, owed.attempts > 5) == ("waiting", True)
        assert "ConnectionRefusedError" in owed.last_error

        sandbox.post("/up")
        clock.shift(timedelta(hours=2))
        work()

    assert mail().state == "sent"
    assert [received["subject"] for received in sandbox.messages()] == ["Surat Anda siap"]


def test_a_server_that_goes_down_and_comes_up_is_told_by_check(sandbox):
    well = Smtp().check()
    sandbox.post("/down")
    ill = Smtp().check()

    assert well is None
    assert f"127.0.0.1:{sandbox.smtp}" in ill


def test_a_mailbox_that_does_not_exist_is_refused_for_good(db, work, sandbox):
    queue(to="tolak@contoh.id")

    work()

    assert mail().state == "refused"
    assert mail().reason.startswith("550 5.1.1 Kotak surat tidak ada")
    with scope("jakarta"):
        assert [row.to for row in queries.list_undelivered("jakarta")] == ["tolak@contoh.id"]
    assert sandbox.messages() == []


def test_a_server_that_says_later_is_tried_again(db, work, sandbox):
    queue(to="nanti@contoh.id")

    work()

    with scope("jakarta"):
        (owed,) = Delivery.objects.of("jakarta").filter(handler="notifications.handlers.send")
    assert (mail().state, owed.state) == ("queued", "waiting")
    assert "451" in owed.last_error


@pytest.mark.parametrize("to", ["siti", "a@b\nBcc: semua@contoh.id", ""])
def test_an_address_that_is_none_is_refused_and_not_tried_again(db, work, mailoutbox, to):
    queue(to=to)

    work()

    assert (mail().state, mailoutbox) == ("refused", [])


def test_a_code_that_has_expired_is_not_sent(db, work, mailoutbox):
    queue(useless_after=timezone.now() - timedelta(seconds=1))

    work()

    assert (mail().state, mailoutbox) == ("expired", [])


def test_the_text_of_a_code_is_emptied_once_sent(db, work, mailoutbox):
    queue(useless_after=timezone.now() + timedelta(minutes=10))
    queue(key="fact:2")

    work()

    with scope("jakarta"):
        bodies = dict(OutgoingMail.objects.of("jakarta").values_list("key", "body"))
    assert (bodies["fact:1"], bodies["fact:2"] != "") == ("", True)
    assert len(mailoutbox) == 2


def test_a_mail_of_one_city_is_never_seen_from_another(db):
    queue()

    with scope("depok"):
        found = queries.find_mail("fact:1", "depok")
        peeked = queries.find_mail("fact:1", "jakarta")

    assert (found, peeked) == (None, None)


def test_a_visitor_reads_the_mail_on_the_page(db, work, sandbox):
    queue(subject="<b>Surat</b> Anda", body='Lihat http://localhost:8000/jakarta/?a=1&b="2".')
    queue(to="budi@contoh.id", key="fact:2")
    work()

    for_siti = sandbox.get("/?to=siti")
    in_english = sandbox.get("/?to=nobody&lang=en")
    message = sandbox.get(f"/messages/{sandbox.messages('siti')[0]['number']}/")

    assert "&lt;b&gt;Surat&lt;/b&gt; Anda" in for_siti
    assert "budi@contoh.id" not in for_siti
    assert "No e-mail yet for “nobody”" in in_english
    assert '<a href="http://localhost:8000/jakarta/?a=1&amp;b=">' in message
    assert mail().message_id.strip("<>") in message


def test_the_store_keeps_messages_over_a_restart(db, work, settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    first = Sandbox(*free_ports(2), "--store", str(tmp_path))
    try:
        settings.EMAIL_PORT = first.smtp
        queue()
        work()
    finally:
        first.stop()

    second = Sandbox(*free_ports(2), "--store", str(tmp_path))
    try:
        kept = second.messages()
    finally:
        second.stop()

    assert [each["to"] for each in kept] == [["siti@contoh.id"]]


def test_letters_share_a_line_and_a_server_that_came_back_gets_a_new_one(db, work, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    smtp_port, http_port = free_ports(2)
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", smtp_port
    first = Sandbox(smtp_port, http_port)
    queue()
    work()
    line = smtp.kept.line
    queue(key="fact:2")
    work()
    same = smtp.kept.line is line
    first.stop()

    second = Sandbox(smtp_port, http_port)
    try:
        queue(key="fact:3")
        work()
        arrived = len(second.messages())
    finally:
        second.stop()

    assert (same, arrived) == (True, 1)
    assert [mail(f"fact:{n}").state for n in (1, 2, 3)] == ["sent", "sent", "sent"]
