"""The demo's ground and people; the whole of it is walked through in tests/processes."""

import socket

import pytest

from gapura.channels.cli.demo import ground, people, roles, stories
from gapura.channels.cli.demo.tales import STORIES
from gapura.channels.cli.house import SetupError
from gapura.jurisdictions import queries as jurisdictions
from gapura.kernel.scope import scope


def test_a_free_port_is_used_and_a_taken_one_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert ground.free_port(port) > port


def test_one_folder_has_one_demo(tmp_path):
    with ground.only_one(tmp_path) as note:
        note.write("http://localhost:8000")
        note.flush()

        with pytest.raises(SetupError, match="http://localhost:8000"), ground.only_one(tmp_path):
            pass


def test_after_the_first_demo_another_may_start(tmp_path):
    with ground.only_one(tmp_path):
        pass
    with ground.only_one(tmp_path) as note:
        assert note.read() == ""


def test_a_key_file_is_made_once_and_is_private(tmp_path, monkeypatch):
    monkeypatch.delenv("GAPURA_KEYS_FILE", raising=False)
    first = ground.ensure_keys(tmp_path)
    content = first.read_text()

    assert ground.ensure_keys(tmp_path).read_text() == content
    assert first.stat().st_mode & 0o077 == 0


def test_every_role_of_every_city_has_a_log_in(db):
    for city in ("jakarta", "depok"):
        with scope(city):
            defined = {role.code for role in jurisdictions.get_jurisdiction(city).roles}
        held = {officer.role for officer in roles.OFFICERS if officer.city == city}

        assert held == defined


def test_people_and_stories_can_be_told_twice(db, capsys):
    people.settle_in()
    stories.tell_all()
    first = capsys.readouterr().out
    people.settle_in()
    stories.tell_all()
    second = capsys.readouterr().out

    assert f"{len(STORIES)} " in first.splitlines()[-1]
    assert second.splitlines()[-1].startswith("0 ")


def test_every_officer_of_the_demo_may_sign_in_with_its_password(db):
    from django.contrib.auth import get_user_model

    people.settle_in()
    accounts = get_user_model().objects.in_bulk(field_name="email")

    wrong = [
        o.email for o in roles.OFFICERS if not accounts[o.email].check_password(roles.PASSWORD)
    ]
    assert wrong == []
