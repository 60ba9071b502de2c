"""Files by their content: kept whole or not at all, the same bytes once."""

import hashlib

import pytest

from gapura.kernel import storage


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.GAPURA_FILES = str(tmp_path / "files")
    return tmp_path / "files"


def kept(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_name_of_a_file_is_its_hash():
    assert storage.put(b"akta") == hashlib.sha256(b"akta").hexdigest()


def test_what_is_put_comes_back():
    assert storage.get(storage.put(b"\0\xff akta")) == b"\0\xff akta"


def test_the_same_bytes_are_kept_once(folder):
    storage.put(b"akta")
    storage.put(b"akta")

    assert len(kept(folder)) == 1


def test_a_write_that_fails_leaves_nothing_under_the_files_name(folder, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        storage.put(b"akta")

    assert not storage.path_of(hashlib.sha256(b"akta").hexdigest()).exists()
    assert kept(folder) == []


def test_what_is_removed_is_gone_and_removing_again_is_harmless():
    sha256 = storage.put(b"akta")
    storage.remove(sha256)
    storage.remove(sha256)

    with pytest.raises(FileNotFoundError):
        storage.get(sha256)
