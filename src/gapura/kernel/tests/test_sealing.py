"""Personal identifiers at rest: unreadable, bound to their row, findable by equality only."""

import pytest
import tink

from gapura.kernel import sealing

NIK = "3171234567890123"
ROW = "jakarta:person:1"


@pytest.fixture(autouse=True)
def keys(settings, tmp_path):
    settings.GAPURA_KEYS_FILE = str(tmp_path / "keys.json")
    (tmp_path / "keys.json").write_text(sealing.new_keys())
    sealing._keys.cache_clear()
    yield
    sealing._keys.cache_clear()


def test_what_is_sealed_opens_again():
    assert sealing.unseal(sealing.seal(NIK, bound_to=ROW), bound_to=ROW) == NIK


def test_what_is_sealed_holds_no_trace_of_the_value():
    assert NIK.encode() not in sealing.seal(NIK, bound_to=ROW)


def test_sealing_twice_gives_different_bytes():
    assert sealing.seal(NIK, bound_to=ROW) != sealing.seal(NIK, bound_to=ROW)


def test_a_value_moved_to_another_row_does_not_open():
    sealed = sealing.seal(NIK, bound_to=ROW)

    with pytest.raises(tink.TinkError):
        sealing.unseal(sealed, bound_to="jakarta:person:2")


def test_a_value_moved_to_another_city_does_not_open():
    sealed = sealing.seal(NIK, bound_to=ROW)

    with pytest.raises(tink.TinkError):
        sealing.unseal(sealed, bound_to="depok:person:1")


@pytest.mark.parametrize("place", [0, 7, -1])
def test_a_changed_byte_does_not_open(place):
    sealed = bytearray(sealing.seal(NIK, bound_to=ROW))
    sealed[place] ^= 1

    with pytest.raises(tink.TinkError):
        sealing.unseal(bytes(sealed), bound_to=ROW)


def test_other_keys_do_not_open_it(settings, tmp_path):
    sealed = sealing.seal(NIK, bound_to=ROW)
    (tmp_path / "keys.json").write_text(sealing.new_keys())
    sealing._keys.cache_clear()

    with pytest.raises(tink.TinkError):
        sealing.unseal(sealed, bound_to=ROW)


def test_the_blind_index_finds_by_equality():
    assert sealing.blind_index("nik", NIK) == sealing.blind_index("nik", NIK)
    assert sealing.blind_index("nik", NIK) != sealing.blind_index("nik", "3171234567890124")


def test_the_blind_index_of_another_purpose_is_another():
    assert sealing.blind_index("nik", NIK) != sealing.blind_index("family_card", NIK)


def test_the_blind_index_depends_on_the_key(tmp_path):
    before = sealing.blind_index("nik", NIK)
    (tmp_path / "keys.json").write_text(sealing.new_keys())
    sealing._keys.cache_clear()

    assert sealing.blind_index("nik", NIK) != before


def test_the_blind_index_says_with_which_key_it_was_made():
    index = sealing.blind_index("nik", NIK)

    assert (index[0], len(index)) == (1, 17)
