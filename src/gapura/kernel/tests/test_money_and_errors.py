"""Rupiah as people write them; errors that carry a sentence, a code and an HTTP status."""

import pytest

from gapura.kernel.errors import Conflict, Forbidden, NotFound, Refused, TooMany
from gapura.kernel.money import rupiah


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (0, "Rp0"),
        (500, "Rp500"),
        (10_000, "Rp10.000"),
        (1_234_567_890, "Rp1.234.567.890"),
        (-2_500, "\u2212Rp2.500"),
    ],
)
def test_rupiah_are_written_with_dots(amount, written):
    assert rupiah(amount) == written


@pytest.mark.parametrize(
    ("error", "status"), [(Refused, 422), (Conflict, 409), (Forbidden, 403), (NotFound, 404)]
)
def test_an_error_is_a_sentence_with_a_code_and_a_status(error, status):
    raised = error("Sudah diputus.", code="already-decided")

    assert (str(raised), raised.code, raised.status) == (
        "Sudah diputus.", "already-decided", status,
    )  # fmt: skip


def test_too_many_says_how_long_to_wait():
    raised = TooMany("Tunggu sebentar.", seconds=30)

    assert (raised.status, raised.seconds, raised.code) == (429, 30, "too-many")
