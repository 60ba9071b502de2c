from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from gapura.engines.fees.charging import LARGEST_AMOUNT, FeeRefused, fee_on
from gapura.engines.fees.checking import check_fees
from gapura.engines.fees.history import same_for_all
from gapura.engines.fees.lines import Fee, Unproven
from gapura.engines.fees.schema import Fees

PERDA, PERGUB = "Perda DKI 1/2024", "Pergub DKI 5/2025"
DAY = date(2026, 11, 22)
COPIES = {"id": "Salinan", "en": "Copies"}
SHEET = {"id": "lembar", "en": "sheet"}


def item(name, amount, **more):
    return {"id": name, "label": {"id": name.title(), "en": name.title()}, "amount": amount, **more}


def exemption(name, when="true", **more):
    label = {"id": f"Karena {name}", "en": f"For {name}"}
    return {"id": name, "when": when, "label": label, "legal_reference": PERGUB, **more}


def fees(*items, **more):
    label = {"id": "Retribusi", "en": "Levy"}
    tariff = {"valid_from": "2026-01-01", "legal_reference": PERDA, "label": label, **more}
    return Fees.model_validate({"tariffs": [{**tariff, "items": items}]})


def lines(fee):
    return [(line.id, line.amount) for line in fee.lines]


def test_each_item_says_how_many_of_what_at_what_price_by_which_law():
    copying = fees(
        item("base", 10_000, legal_reference=PERGUB),
        {**item("copies", "if fast then 3000 else 2500", quantity="copies", unit=SHEET),
         "label": COPIES, "note": {"id": "Hitam putih"}},
    )  # fmt: skip

    fee = fee_on(copying, {"copies": Decimal(3), "fast": False}, today=DAY)

    base, copies = fee.lines
    assert (base.amount, base.legal_reference, base.quantity) == (10_000, PERGUB, None)
    assert (copies.amount, copies.quantity, copies.unit, copies.unit_amount) == (
        7_500, Decimal(3), SHEET, 2_500,
    )  # fmt: skip
    assert (copies.legal_reference, copies.label, copies.note) == (
        PERDA, COPIES, {"id": "Hitam putih"},
    )  # fmt: skip
    assert fee.amount == 17_500


def test_an_amount_may_read_what_a_decision_found():
    by_class = fees(item("levy", "rate * 2"))

    assert fee_on(by_class, {"rate": Decimal(1_500)}, today=DAY).amount == 3_000


def test_an_exemption_takes_away_its_share_and_says_its_ground_its_law_and_its_proof():
    half = fees(
        item("a", 10_000),
        item("b", 5_001),
        exemptions=[exemption("old_age", "age >= 60", percent=50, items=["b"], proof="id_card")],
    )

    fee = fee_on(half, {"age": Decimal(61), "id_card": [{"id": "x"}]}, today=DAY)

    taken = fee.lines[2]
    assert lines(fee) == [("a", 10_000), ("b", 5_001), ("old_age", -2_501)]
    assert (taken.kind, taken.label["en"], taken.legal_reference, taken.proof) == (
        "exemption", "For old_age", PERGUB, "id_card",
    )  # fmt: skip
    assert fee.amount == 12_500


@pytest.mark.parametrize("age", [Decimal(59), None])
def test_whoever_is_not_known_to_be_exempt_pays(age):
    for_the_old = fees(item("a", 10_000), exemptions=[exemption("old_age", "age >= 60")])

    assert lines(fee_on(for_the_old, {"age": age}, today=DAY)) == [("a", 10_000)]


def test_a_ground_without_its_proof_changes_nothing_and_is_told():
    poor = fees(item("a", 10_000), exemptions=[exemption("poor", proof="card")])

    fee = fee_on(poor, {"card": None}, today=DAY)

    assert fee.amount == 10_000
    assert fee.unproven == (
        Unproven(label={"id": "Karena poor", "en": "For poor"}, proof="card", legal_reference=PERGUB),
    )  # fmt: skip


def test_two_exemptions_never_take_more_than_there_is():
    twice = fees(
        item("a", 1_000), exemptions=[exemption("x", percent=70), exemption("y", percent=60)]
    )

    assert lines(fee_on(twice, {}, today=DAY)) == [("a", 1_000), ("x", -700), ("y", -300)]


def test_a_plain_amount_has_exemptions_too():
    plain = Fees.model_validate({"tariffs": [
        {"valid_from": "2026-01-01", "legal_reference": PERDA, "label": COPIES, "amount": 9_000,
         "exemptions": [exemption("poor")]},
    ]})  # fmt: skip

    assert lines(fee_on(plain, {}, today=DAY)) == [("fee", 9_000), ("poor", -9_000)]


@pytest.mark.parametrize(
    ("how", "amount", "label"),
    [
        ("up", 1_500, "Rounded up to Rp500"),
        ("down", 1_000, "Rounded down to Rp500"),
        ("half_up", 1_500, "Rounded to the nearest Rp500"),
    ],
)
def test_rounding_is_a_line_of_its_own(how, amount, label):
    odd = fees(item("a", 1_250), rounding={"to": 500, "how": how})

    fee = fee_on(odd, {}, today=DAY)

    assert (fee.amount, fee.lines[1].amount, fee.lines[1].label["en"]) == (
        amount, amount - 1_250, label,
    )  # fmt: skip


def test_a_round_sum_has_no_line_of_rounding():
    even = fees(item("a", 1_500), rounding={"to": 500, "how": "up", "legal_reference": PERGUB})

    assert lines(fee_on(even, {}, today=DAY)) == [("a", 1_500)]


@pytest.mark.parametrize(
    "broken",
    [
        fees(item("a", "copies * 2")),
        fees(item("a", "unknown + 1")),
        fees(item("a", "1 +")),
        fees(item("a", 5, quantity="-1")),
        fees(item("a", 5, quantity='"many"')),
        fees(item("a", LARGEST_AMOUNT, quantity="2")),
        fees(item("a", LARGEST_AMOUNT), item("b", 1)),
        fees(item("a", 5), exemptions=[exemption("x", '"yes"')]),
        fees(item("a", 5), exemptions=[exemption("x", "date(1)")]),
        fees(item("a", 5), exemptions=[exemption("x", "(")]),
        fees(),
    ],
)
def test_whatever_cannot_be_charged_is_refused_with_a_sentence(broken):
    with pytest.raises(FeeRefused) as refusal:
        fee_on(broken, {"copies": None}, today=DAY)

    assert refusal.value.sentence["id"].startswith("Biaya belum dapat dihitung dari jawaban Anda")


def test_a_fee_survives_being_written_down():
    given_back = fees(
        item("a", 2_500, quantity="1.5", unit=SHEET),
        exemptions=[exemption("x", percent=10)],
        rounding={"to": 100, "how": "down"},
    )
    fee = fee_on(given_back, {}, today=DAY)

    again = Fee.model_validate(fee.model_dump(mode="json"))

    assert again == fee
    assert lines(again) == [("a", 3_750), ("x", -375), ("rounding", -75)]


def test_only_a_fee_that_no_answer_changes_is_the_same_for_all():
    assert same_for_all(fees(item("a", 1_250), item("b", 1), rounding={"to": 10, "how": "up"}).tariffs[0]) == 1_260  # fmt: skip
    assert same_for_all(fees(item("a", 5, quantity="copies")).tariffs[0]) is None
    assert same_for_all(fees(item("a", 5), exemptions=[exemption("x")]).tariffs[0]) is None


@pytest.mark.parametrize(
    ("broken", "path", "remedy"),
    [
        (fees(), (), "Write `amount` (0 when it is free), or its parts in `items`."),
        (fees(item("a", 1), amount=5), ("amount",), "Remove one of the two."),
        (fees(item("a", -1)), ("items", 0, "amount"), "Write whole rupiah, from 0 up."),
        (fees(item("a", 1), item("a", 2)), ("items", 1, "id"), "Give one of them another name."),
        (
            fees(item("a", 1), exemptions=[exemption("a")]),
            ("exemptions", 0, "id"),
            "Give one of them another name.",
        ),
        (fees(item("rounding", 1)), ("items", 0, "id"), "Choose another name."),
        (
            fees(item("a", 1), exemptions=[exemption("x", items=["a", "c"])]),
            ("exemptions", 0, "items", 1),
            "Choose one of: a.",
        ),
        (
            fees(item("a", 1), exemptions=[exemption("x", proof="card")]),
            ("exemptions", 0, "proof"),
            "Choose one of: family_card.",
        ),
    ],
)
def test_a_tariff_that_cannot_be_charged_as_written_is_found(broken, path, remedy):
    (finding,) = check_fees(broken, evidence=["family_card"])

    assert finding.path == ("tariffs", 0, *path)
    assert finding.remedy["en"] == remedy


@pytest.mark.parametrize("percent", [0, 101])
def test_no_exemption_is_less_than_a_hundredth_or_more_than_all(percent):
    with pytest.raises(ValidationError, match="percent"):
        fees(item("a", 1), exemptions=[exemption("x", percent=percent)])


names = st.sampled_from(["a", "b", "c"])
amounts = st.integers(0, 10**7)
written_items = st.lists(
    st.builds(
        lambda name, amount, many: item(name, amount, quantity=many),
        names,
        amounts,
        st.none() | st.decimals(0, 50, places=3).map(str),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda each: each["id"],
)
written_exemptions = st.lists(
    st.builds(
        lambda name, when, percent, of: exemption(name, when, percent=percent, items=sorted(of)),
        st.sampled_from(["x", "y", "z"]),
        st.sampled_from(["true", "false", "null"]),
        st.integers(1, 100),
        st.sets(names),
    ),
    max_size=3,
    unique_by=lambda each: each["id"],
)
written_rounding = st.none() | st.fixed_dictionaries(
    {"to": st.integers(1, 10_000), "how": st.sampled_from(["up", "down", "half_up"])}
)


@given(written_items, written_exemptions, written_rounding)
def test_the_lines_add_up_and_nobody_is_ever_paid(items, exemptions, rounding):
    fee = fee_on(fees(*items, exemptions=exemptions, rounding=rounding), {}, today=DAY)

    charged = {line.id: line.amount for line in fee.lines if line.kind == "item"}
    taken = {line.id: -line.amount for line in fee.lines if line.kind == "exemption"}
    rounded = [line.amount for line in fee.lines if line.kind == "rounding"]
    assert fee.amount == sum(line.amount for line in fee.lines)
    assert fee.amount >= 0
    assert sum(taken.values()) <= sum(charged.values())
    for each in exemptions:
        exempted = sum(
            v for name, v in charged.items() if not each["items"] or name in each["items"]
        )
        assert 0 <= taken.get(each["id"], 0) <= exempted
    assert len(rounded) <= 1
    assert all(0 < abs(amount) < rounding["to"] for amount in rounded)


feel = st.sampled_from(
    ["1", "copies", "copies / 0", "null", '"x"', "-5", "1e400", "0.001", "true", "[1]", "10 ** 99",
     "copies +", "nothing", 'date("2026-01-01")', "{a: 1}", "function(x) x"]
)  # fmt: skip


@given(feel, feel, feel, st.none() | st.decimals() | st.booleans() | st.text())
def test_charging_answers_or_refuses_and_never_breaks(amount, quantity, when, copies):
    odd = fees(item("a", amount, quantity=quantity), exemptions=[exemption("x", when)])

    with suppress(FeeRefused):  # anything else would reach a resident as a broken page
        fee = fee_on(odd, {"copies": copies}, today=DAY)
        assert 0 <= fee.amount == sum(line.amount for line in fee.lines)
