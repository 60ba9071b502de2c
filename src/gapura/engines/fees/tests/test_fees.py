from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.fees.charging import FeeRefused, fee_on
from gapura.engines.fees.checking import check_fees
from gapura.engines.fees.history import next_tariff, same_for_all, tariffs_in_time
from gapura.engines.fees.lines import FeeLine
from gapura.engines.fees.schema import Fees

LABEL = {"id": "Biaya", "en": "Fee"}
PERDA = "Perda DKI 1/2024"


def fees(*tariffs):
    return Fees.model_validate(
        {"tariffs": [{"legal_reference": PERDA, "label": LABEL, **tariff} for tariff in tariffs]}
    )


def changing():
    return fees(
        {"valid_from": "2016-01-01", "valid_until": "2023-12-31", "amount": 40_000},
        {"valid_from": "2024-01-01", "amount": 0, "needs_verification": True},
    )


@pytest.mark.parametrize(("day", "amount"), [(date(2023, 12, 31), 40_000), (date(2024, 1, 1), 0)])
def test_the_tariff_of_the_day_is_charged(day, amount):
    assert fee_on(changing(), {}, today=day).amount == amount


def test_a_fee_names_its_law_and_whether_it_must_be_verified():
    fee = fee_on(changing(), {}, today=date(2026, 11, 22))

    assert fee.lines == (
        FeeLine(
            id="fee", kind="item", label=LABEL, amount=0, legal_reference=PERDA,
            needs_verification=True,
        ),
    )  # fmt: skip
    assert fee.tariff_from == date(2024, 1, 1)


def test_a_formula_reads_the_answers():
    by_copies = fees({"valid_from": "2024-01-01", "amount": "if is_poor then 0 else 2500 * copies"})

    def amount(**answers):
        return fee_on(by_copies, answers, today=date(2026, 1, 1)).amount

    assert amount(is_poor=False, copies=Decimal(3)) == 7500
    assert amount(is_poor=True, copies=Decimal(3)) == 0


def test_half_a_rupiah_is_rounded_up():
    half = fees({"valid_from": "2024-01-01", "amount": "copies / 2"})

    assert fee_on(half, {"copies": Decimal(5)}, today=date(2026, 1, 1)).amount == 3


@pytest.mark.parametrize("copies", [None, Decimal(-1), Decimal(10**15), "three"])
def test_a_formula_without_a_possible_amount_refuses_with_a_sentence(copies):
    by_copies = fees({"valid_from": "2024-01-01", "amount": "2500 * copies"})

    with pytest.raises(FeeRefused) as refusal:
        fee_on(by_copies, {"copies": copies}, today=date(2026, 1, 1))

    assert refusal.value.sentence["id"].startswith("Biaya belum dapat dihitung")


def test_a_day_before_the_first_tariff_has_no_fee():
    with pytest.raises(FeeRefused) as refusal:
        fee_on(changing(), {}, today=date(2015, 12, 31))

    assert "2015-12-31" in refusal.value.sentence["en"]


def test_tariffs_that_follow_each_other_are_sound():
    assert check_fees(changing()) == []


def only_finding(*tariffs):
    (finding,) = check_fees(fees(*tariffs))
    return finding


def test_two_tariffs_in_force_at_once_are_refused_with_the_cure():
    finding = only_finding(
        {"valid_from": "2024-01-01", "amount": 0}, {"valid_from": "2025-06-01", "amount": 5000}
    )

    assert finding.path == ("tariffs", 1, "valid_from")
    assert finding.remedy["en"] == "End the earlier tariff with valid_until: 2025-05-31."


def test_tariffs_that_meet_on_the_same_day_overlap():
    finding = only_finding(
        {"valid_from": "2025-06-01", "amount": 5000},
        {"valid_from": "2024-01-01", "valid_until": "2025-06-01", "amount": 0},
    )

    assert finding.path == ("tariffs", 0, "valid_from")


def test_two_tariffs_that_begin_together_overlap():
    finding = only_finding(
        {"valid_from": "2024-01-01", "amount": 0}, {"valid_from": "2024-01-01", "amount": 1}
    )

    assert finding.remedy["en"] == "Remove one of the tariffs."


def test_a_gap_between_tariffs_is_refused_with_its_days():
    finding = only_finding(
        {"valid_from": "2024-01-01", "valid_until": "2024-12-31", "amount": 0},
        {"valid_from": "2025-02-01", "amount": 5000},
    )

    assert finding.sentence["en"] == "There is no tariff from 2025-01-01 to 2025-01-31."


@pytest.mark.parametrize(
    ("tariff", "key"),
    [
        ({"valid_from": "2024-02-01", "valid_until": "2024-01-01", "amount": 0}, "valid_until"),
        ({"valid_from": "2024-01-01", "amount": -1}, "amount"),
    ],
)
def test_a_tariff_that_cannot_be_is_named(tariff, key):
    assert only_finding(tariff).path == ("tariffs", 0, key)


def test_a_service_older_than_its_first_tariff_has_a_gap():
    since = date(2015, 6, 1)

    (finding,) = check_fees(changing(), since=since)

    assert finding.path == ("tariffs", 0, "valid_from")
    assert finding.sentence["en"] == (
        "This service begins on 2015-06-01, but there is no tariff until 2015-12-31."
    )
    assert check_fees(changing(), since=date(2016, 1, 1)) == []


def test_all_tariffs_are_told_the_newest_first_with_their_place_in_time():
    three = fees(
        {"valid_from": "2027-01-01", "amount": 5_000},
        {"valid_from": "2016-01-01", "valid_until": "2023-12-31", "amount": 40_000},
        {"valid_from": "2024-01-01", "valid_until": "2026-12-31", "amount": "copies * 10"},
    )

    told = [(dated.tariff.valid_from.year, dated.state) for dated in
            tariffs_in_time(three, date(2026, 12, 31))]  # fmt: skip

    assert told == [(2027, "next"), (2024, "now"), (2016, "past")]
    assert next_tariff(three, date(2026, 12, 31)) is three.tariffs[0]
    assert next_tariff(three, date(2027, 1, 1)) is None
    assert [same_for_all(tariff) for tariff in three.tariffs] == [5_000, 40_000, None]


days = st.dates(date(2020, 1, 1), date(2021, 12, 31))


@given(
    st.lists(st.tuples(days, st.none() | days), min_size=1, max_size=4),
    st.integers(0, 3),
)
def test_tariffs_without_findings_charge_exactly_one_on_every_day(spans, later):
    listed = fees(*({"valid_from": a, "valid_until": b, "amount": 0} for a, b in spans))
    first = min(a for a, _ in spans)
    last = max(b or date.max for _, b in spans)

    sound = check_fees(listed) == []

    day, counts = first, set()
    while day <= min(last, date(2022, 1, 31)):
        counts.add(sum(a <= day <= (b or date.max) for a, b in spans))
        day += timedelta(days=1)
    assert sound == (counts == {1} and all(b is None or a <= b for a, b in spans))
