"""Regular expressions, matched by our own machine within the steps of the rule."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapura.engines.rules.patterns import Effort, compile_pattern
from gapura.engines.rules.problems import Exhausted, Fault

PIECES = st.sampled_from(
    ["a", "b", "ab", ".", "[ab]", "[^a]", "(a|b)", "(?:ab|a)", "(b)", "^", "$"]
)
MARKS = st.sampled_from(["", "", "*", "+", "?", "{2}", "{1,2}", "*?", "+?"])
PATTERNS = st.lists(
    st.tuples(PIECES, MARKS).filter(lambda pair: pair[0] not in "^$" or not pair[1]).map("".join),
    max_size=5,
).map("".join)


def first_match(pattern: str, text: str, flags: str = "") -> list[tuple[int, int]] | None:
    return compile_pattern(pattern, flags).find(text, 0, Effort(lambda steps: None))


@given(PATTERNS, st.text(alphabet="abc", max_size=8))
def test_the_machine_finds_what_python_finds(pattern, text):
    found = re.search(pattern, text)

    expected = [found.span(i) for i in range(found.re.groups + 1)] if found else None
    assert first_match(pattern, text) == expected


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_pattern_is_run_or_refused(pattern, text):
    try:
        compiled = compile_pattern(pattern, "")
    except Fault as fault:
        assert fault.sentence["id"]  # noqa: PT017 - either outcome is right
    else:
        compiled.find(text, 0, Effort(lambda steps: None))


@pytest.mark.parametrize(
    ("pattern", "text", "flags", "matches"),
    [
        ("^[a-z-[aeiou]]+$", "bcd", "", True),
        ("^[a-z-[aeiou]]+$", "bad", "", False),
        ("^\\p{Lu}\\p{Ll}+$", "Ani", "", True),
        ("^\\P{L}+$", "123", "", True),
        ("^\\i\\c*$", "a-1", "", True),
        ("^\\w+\\s\\d{2}$", "RT 01", "", True),
        ("^(a+)-\\1$", "aa-aa", "", True),
        ("^(a+)-\\1$", "aa-a", "", False),
        ("a.b", "a\nb", "", False),
        ("a.b", "a\nb", "s", True),
        ("^b$", "a\nb", "m", True),
        ("JAKARTA", "jakarta", "i", True),
        ("[A-C]", "b", "i", True),
        ("a b", "ab", "x", True),
        ("a.c", "abc", "q", False),
        ("a.c", "a.c", "q", True),
    ],
)
def test_a_pattern_means_what_xpath_says(pattern, text, flags, matches):
    assert (first_match(pattern, text, flags) is not None) is matches


@pytest.mark.parametrize(
    "pattern", ["(", ")", "[", "a{2", "a{3,1}", "*", "\\y", "\\1", "[z-a]", "\\p{X}"]
)
def test_a_pattern_that_does_not_read_is_refused_with_a_sentence(pattern):
    with pytest.raises(Fault) as caught:
        compile_pattern(pattern, "")

    assert caught.value.sentence["id"]


def test_a_pattern_built_to_hang_costs_steps_in_proportion_to_the_text():
    spent = []

    compile_pattern("^(a+)+$", "").find("a" * 2000 + "b", 0, Effort(spent.append))

    assert sum(spent) < 1000


def test_back_references_stop_when_the_steps_are_used_up():
    budget = iter(range(100))

    def spend(steps: int) -> None:
        if next(budget, None) is None:
            raise Exhausted({"id": "habis", "en": "used up"})

    with pytest.raises(Exhausted):
        compile_pattern("^(a*)*(\\1)*b$", "").find("a" * 40, 0, Effort(spend))
