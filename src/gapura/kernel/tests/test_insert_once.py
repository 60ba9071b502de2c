"""What may come twice is written once, in one statement."""

import pytest
from django.utils import timezone

from gapura.kernel.models import Timer
from gapura.kernel.scope import scope

pytestmark = pytest.mark.django_db


def timer(key, kind="test.alarm"):
    return Timer(jurisdiction_id="jakarta", kind=kind, key=key, due_at=timezone.now())


def test_the_first_goes_in_and_the_second_is_told_that_it_did_not(django_assert_num_queries):
    with scope("jakarta"):
        with django_assert_num_queries(2):
            went_in = [
                Timer.objects.insert_once(timer("one", "test.alarm")),
                Timer.objects.insert_once(timer("one", "test.other")),
            ]
        kinds = list(Timer.objects.of("jakarta").filter(key="one").values_list("kind", flat=True))

    assert (went_in, kinds) == ([True, False], ["test.alarm"])


def test_another_city_has_a_key_of_its_own():
    with scope("jakarta"):
        Timer.objects.insert_once(timer("one"))
    elsewhere = timer("one")
    elsewhere.jurisdiction_id = "depok"

    with scope("depok"):
        went_in = Timer.objects.insert_once(elsewhere)

    assert went_in
