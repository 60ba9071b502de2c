"""A PIN cannot be guessed in a crowd, and no officer becomes a hidden reporter by the counter."""

from datetime import timedelta

import pytest
import time_machine

from gapura.cases.commands import pins
from gapura.cases.models import Task
from gapura.kernel import actors
from gapura.kernel.errors import Refused, TooMany
from gapura.kernel.scope import scope
from tests.harness import factories

NOON = "2026-11-23T05:00:00Z"
GUESSER = "203.0.113.9"


def guess(sent):
    pins.open_with_pin(
        by=actors.visitor("jakarta"), number=sent.number, pin="wrong", address=GUESSER
    )


def test_a_guess_sent_at_the_same_moment_as_another_waits(db):
    with time_machine.travel(NOON, tick=False) as clock:
        sent = factories.submit()
        for _each in range(3):
            with pytest.raises(pins.WrongPin) as wrong:
                guess(sent)
            pins.count_wrong_pin(wrong.value, address=GUESSER)
        clock.shift(timedelta(minutes=1))
        with pytest.raises(pins.WrongPin):
            guess(sent)  # refused, and not counted yet

        with pytest.raises(TooMany):
            guess(sent)


def test_the_counter_gives_no_pin_where_the_reporter_is_hidden_from_the_office(db):
    sent = factories.submit(
        code="road-damage", name="correction", by=actors.visitor("jakarta"), phone="081234567899"
    )
    with scope("jakarta"):
        tasks = Task.objects.of("jakarta").select_related("office")
        office = tasks.get(case_id=sent.case_id).office
    clerk = factories.officer("jakarta", "verifier", office.code)

    with pytest.raises(Refused) as refused:
        pins.replace_pin(sent.case_id, by=clerk)

    assert refused.value.code == "identity-hidden"
    assert pins.open_with_pin(
        by=actors.visitor("jakarta"), number=sent.number, pin=sent.pin, address=GUESSER
    )
