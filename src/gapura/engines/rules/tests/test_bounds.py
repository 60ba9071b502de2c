"""No rule runs away, grows without end, or reaches what it was not given."""

from datetime import date

import pytest

from gapura.engines.rules.expressions import RuleError, compile_expression

TODAY = date(2026, 8, 17)
STEPS = "the rule takes too long to work out; make it simpler or split it"
DEPTH = "the rule is nested too deeply; split it into several rules"
SIZE = "the rule makes a list that is too large; make it simpler"


@pytest.mark.parametrize(
    ("source", "english"),
    [
        ("every i in 1..900 satisfies every j in 1..900 satisfies i > 0", STEPS),
        ('for i in 1..3000 return matches(panjang, "(a*)*b")', STEPS),
        ("{f: function(n) f(n + 1), hasil: f(1)}.hasil", DEPTH),
        ("for i in 1..30 return partial", SIZE),
        ("{" + ", ".join(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 40)) + "}", SIZE),
        ("+".join(["1"] * 300), DEPTH),
    ],
)
def test_a_rule_without_measure_ends_with_a_sentence(source, english):
    values = {"panjang": "a" * 3000, "a0": 1}

    result = compile_expression(source).evaluate(values, today=TODAY)

    assert result.value is None
    assert result.problem is not None
    assert result.problem["en"].startswith(english)


def test_text_does_not_grow_without_end():
    doubling = 'for i in 1..40 return if i = 1 then "ab" else partial[-1] + partial[-1]'

    result = compile_expression(doubling).evaluate({}, today=TODAY)

    assert result.value is None
    assert result.problem is not None
    assert "100000" in result.problem["en"]


def test_a_long_chain_of_and_is_not_deep():
    rule = compile_expression(" and ".join(["umur > 1"] * 400))

    assert rule.evaluate({"umur": 2}, today=TODAY).value is True


@pytest.mark.parametrize("source", ["(" * 5000 + "1" + ")" * 5000, "1", " " * 100 + "1"])
def test_brackets_and_blanks_cost_no_depth(source):
    assert compile_expression(source).evaluate({}, today=TODAY).value == 1


def test_a_rule_of_enormous_length_is_refused():
    with pytest.raises(RuleError, match="more than 20000 characters"):
        compile_expression("1 " * 10_001)


@pytest.mark.parametrize(
    "source",
    [
        "x.__class__",
        "x.__class__.__mro__",
        "text.upper",
        "text.__len__",
        "day.replace",
        "day.__class__",
        "length.total_seconds",
        "months.total_months",
        "list.append",
        "(function(a) a).definition",
        "sort.overloads",
    ],
)
def test_nothing_of_python_is_reachable(source):
    values = {"x": {"a": 1}, "text": "a", "day": TODAY, "length": TODAY - TODAY, "list": [object()]}

    result = compile_expression(source).evaluate(values, today=TODAY)

    assert result.value in (None, [None])


def test_the_values_given_are_not_changed():
    values = {"daftar": [{"a": 1}], "isi": {"b": [1]}}

    compile_expression('[append(daftar, 2), context put(isi, "b", 3)]').evaluate(
        values, today=TODAY
    )

    assert values == {"daftar": [{"a": 1}], "isi": {"b": [1]}}
