"""Where the embedded server keeps its data and its lock."""

import os
from pathlib import Path

import pytest

from gapura.kernel import embedded


@pytest.fixture
def private(tmp_path):
    folder = tmp_path / "private"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def as_root(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)


def test_an_ordinary_user_keeps_the_data_where_it_was_asked_for(private, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    assert embedded.reachable(private / "postgres") == private / "postgres"


def test_root_keeps_the_data_out_of_private_folders(private, as_root):
    folder = embedded.reachable(private / "postgres")

    assert folder.parent.parent == Path("/var/lib/gapura")
    assert folder == embedded.reachable(private / "postgres")
    assert private.stat().st_mode & 0o777 == 0o700


def test_two_private_folders_do_not_share_their_data(private, as_root):
    assert embedded.reachable(private / "a") != embedded.reachable(private / "b")


def test_root_keeps_the_data_where_it_was_asked_for_when_all_may_enter(as_root):
    assert embedded.reachable(Path("/usr/share/postgres")) == Path("/usr/share/postgres")


def test_the_lock_lies_in_a_folder_of_ones_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_RUNTIME_DIR", "")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))

    embedded.ensure_runtime_dir()

    folder = Path(os.environ["XDG_RUNTIME_DIR"])
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "python_PostgresServer").is_dir()
