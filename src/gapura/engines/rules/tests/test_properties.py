"""What holds for every rule, whoever wrote it."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from gapura.engines.rules.expressions import (
    Expression,
    Result,
    RuleError,
    compile_expression,
    compile_unary_tests,
)
from gapura.engines.rules.far import day_at
from gapura.engines.rules.functions import BUILTINS
from gapura.engines.rules.values import NUMBERS, YearsMonths

TODAY = date(2026, 8, 17)
NOW = datetime(2026, 8, 17, 9, 30, tzinfo=UTC)
INPUTS = {
    "umur": 61,
    "nama ibu": "Siti",
    "lahir": date(1965, 1, 2),
    "anak": [{"umur": 3, "nama": "Budi"}, {"umur": 9, "nama": "Ani"}],
    "pemohon": {"alamat": {"kelurahan": "Menteng"}},
    "?": 7,
}
FRAGMENTS = st.sampled_from(
    """umur|nama ibu|lahir|anak|pemohon|.alamat|.kelurahan|.nama|item|partial|?|x|y|1|2|-3|0.5|1e3|"a"|""
    |"(a*)*b"|@"P1Y"|@"PT1H"|@"2024-02-29"|@"10:00:00"|@"2024-02-29T10:00:00Z"|null|true|false|[|]|(|)|{|}|,|:
    |..|+|-|*|/|**|=|!=|<|<=|>|>=| and | or | in | between | instance of |number|list<number>|if | then | else
    |for x in | return |some y in | satisfies |every x in |function(x) |a: |count(|sum(|date(|string(|min(|sort(
    |matches(|replace(|split(|substring(|flatten(|not(|today()|now()|get entries(|range(|// c|@|"|#""".replace(
        "\n", ""
    ).split("|")
)
RULES = st.one_of(
    st.text(max_size=60),
    st.lists(FRAGMENTS, max_size=14).map("".join),
    st.lists(FRAGMENTS, max_size=14).map(" ".join),
)
LOGIC = st.sampled_from([True, False, None])
NUMBERS_IN_REACH = st.decimals(
    min_value=-(10**12), max_value=10**12, allow_nan=False, allow_infinity=False, places=4
)


def compiled(source: str, *, unary: bool = False) -> Expression | None:
    """The rule, or nothing when it says in words why it cannot be read."""
    try:
        return (compile_unary_tests if unary else compile_expression)(source)
    except RuleError as error:
        refusal = error
    assert refusal.sentence["id"]
    assert refusal.sentence["en"]
    assert refusal.line >= 1
    assert refusal.column >= 1
    return None


def value(source: str, **values: object) -> object:
    return compile_expression(source).evaluate(values, today=TODAY).value


@settings(max_examples=400, deadline=None)
@given(RULES, st.booleans())
@example("for i in 1..30 return partial", False)
@example("{a: [1, 1], b: [a, a], c: [b, b]}", False)
@example("-" * 3000 + "1", False)
@example("(" * 3000, False)
@example("]" * 5, False)
@example("for x in ]1..3[ return x", False)
@example('not("a")', True)
@example('"\\U110000"', False)
def test_any_text_compiles_or_says_why_and_evaluation_never_fails(source, unary):
    expression = compiled(source, unary=unary)

    if expression is not None:
        result = expression.evaluate(INPUTS, today=TODAY, now=NOW)
        assert isinstance(result, Result)
        assert result.problem is None or (result.value is None and result.problem["id"])


@given(RULES)
def test_a_rule_says_the_same_twice(source):
    expression = compiled(source)

    if expression is not None:
        first = expression.evaluate({**INPUTS, "x": 1}, today=TODAY, now=NOW)
        second = expression.evaluate({**INPUTS, "x": 1}, today=TODAY, now=NOW)
        assert repr(first.value) == repr(second.value) or "function" in source
        assert first.problem == second.problem


@given(RULES)
def test_a_name_a_rule_does_not_use_cannot_change_its_answer(source):
    expression = compiled(source)

    if expression is not None:
        all_given = expression.evaluate(INPUTS, today=TODAY, now=NOW)
        only_used = {name: INPUTS[name] for name in INPUTS if name in expression.names}
        assert repr(expression.evaluate(only_used, today=TODAY, now=NOW).value) == repr(
            all_given.value
        ) or ("function" in source or "?" in source)


VALUES = st.recursive(
    st.sampled_from(
        [
            *("null", "true", "0", "-1", "2", "1.5", "1e30", '""', '"a"', '"2026-08-17"', '","'),
            *('@"2026-08-17"', '@"10:00:00"', '@"10:00:00+07:00"', '@"2026-08-17T10:00:00Z"'),
            *('@"0001-01-01"', '@"9999-12-31T23:59:59"', '@"P1Y"', '@"-P999999999999M"'),
            *(
                '@"PT1H"',
                '@"P999999999D"',
                "[1..3]",
                '["a".."b")',
                "(> 2)",
                "(null..null)",
                "today",
            ),
            *("function(a, b) a < b", "function(a) a", "function(a, b) null"),
        ]
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda parts: f"[{', '.join(parts)}]")
        | inner.map(lambda part: f"{{a: {part}}}")
    ),
    max_leaves=4,
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(BUILTINS)), st.lists(VALUES, max_size=4))
@example("number", ['"1"', "[1, 2]", '"."'])
def test_every_function_takes_any_arguments_without_failing(function, arguments):
    rule = compile_expression(f"{function}({', '.join(arguments)})")

    result = rule.evaluate({}, today=TODAY, now=NOW)

    assert result.problem is None or result.value is None


@settings(max_examples=100, deadline=None)
@given(VALUES, VALUES, VALUES)
def test_every_operator_takes_any_operands_without_failing(left, middle, right):
    for operator in ("+", "-", "*", "/", "**", "=", "!=", "<", "<=", "and", "or", "in"):
        rule = compile_expression(f"[({left}) {operator} ({right})]")
        assert rule.evaluate({}, today=TODAY).value is not None
    for shape in ("({}) between ({}) and ({})", "for x in {}..{} return {}", "({})[{}].a in ({})"):
        compile_expression(shape.format(left, middle, right)).evaluate({}, today=TODAY)


@given(LOGIC, LOGIC)
def test_and_is_false_when_one_is_false_and_unknown_when_one_is_unknown(left, right):
    expected = False if False in (left, right) else None if None in (left, right) else True

    assert value("a and b", a=left, b=right) is expected


@given(LOGIC, LOGIC)
def test_or_is_true_when_one_is_true_and_unknown_when_one_is_unknown(left, right):
    expected = True if True in (left, right) else None if None in (left, right) else False

    assert value("a or b", a=left, b=right) is expected


@given(LOGIC, LOGIC)
def test_not_and_or_follow_de_morgan(left, right):
    assert value("not(a and b)", a=left, b=right) is value("not(a) or not(b)", a=left, b=right)


@given(st.lists(LOGIC))
def test_every_and_all_agree_and_some_and_any_agree(answers):
    assert value("every a in x satisfies a", x=answers) is value("all(x)", x=answers)
    assert value("some a in x satisfies a", x=answers) is value("any(x)", x=answers)


@given(NUMBERS_IN_REACH, NUMBERS_IN_REACH)
def test_arithmetic_agrees_with_decimal(left, right):
    assert value("a + b", a=left, b=right) == NUMBERS.add(left, right)
    assert value("a - b", a=left, b=right) == NUMBERS.subtract(left, right)
    assert value("a * b", a=left, b=right) == NUMBERS.multiply(left, right)
    assert value("a / b", a=left, b=right) == (NUMBERS.divide(left, right) if right else None)


@given(NUMBERS_IN_REACH)
def test_a_number_written_out_reads_back_as_itself(number):
    assert value("number(string(a))", a=number) == number


@given(st.integers(-(10**30), 10**30), st.integers(-(10**30), 10**30))
def test_comparison_agrees_with_python(left, right):
    for sign, holds in (("<", left < right), ("<=", left <= right), ("=", left == right)):
        assert value(f"a {sign} b", a=left, b=right) is holds


@given(st.text(max_size=80))
def test_a_text_survives_being_written_as_a_literal(text):
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    assert value(quoted) == text


@given(st.dates(), st.integers(-2000, 2000))
def test_days_added_can_be_taken_away_again(day, days):
    later = day_at(day.toordinal() + days)

    assert value("d + l", d=day, l=timedelta(days=days)) == later
    assert value("e - d", d=day, e=later) == timedelta(days=days)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 130))
def test_an_age_in_years_is_reached_on_the_birthday_and_not_a_day_before(born, years):
    birthday = value("d + l", d=born, l=YearsMonths(years * 12))
    age = "years and months duration(born, day).years"

    assert value(age, born=born, day=birthday) >= years - (born.day == 29)
    assert value(age, born=born, day=birthday - timedelta(days=1)) == max(years - 1, 0)


@given(
    st.one_of(
        st.dates(),
        st.datetimes(),
        st.times(),
        st.timedeltas(),
        st.integers(-9999, 9999).map(YearsMonths),
    )
)
def test_a_moment_or_duration_written_out_reads_back_as_itself(moment):
    written = value("string(m)", m=moment)

    assert value(f'@"{written}"') == moment


@given(st.lists(NUMBERS_IN_REACH))
def test_sorting_agrees_with_python(numbers):
    assert value("sort(x)", x=numbers) == sorted(numbers)
    assert value("sort(x, function(a, b) a > b)", x=numbers) == sorted(numbers, reverse=True)


@given(
    st.one_of(
        st.binary(), st.complex_numbers(), st.just(object()), st.just(float("nan")), st.just(print)
    )
)
def test_a_value_feel_does_not_know_is_null(thing):
    assert value("x", x=thing) is None
    assert value("[x.__class__]", x=thing) == [None]


def test_a_time_of_day_compares_across_zones():
    assert value('@"10:00:00+07:00" = @"03:00:00Z"') is True
    assert value("t < u", t=time(8), u=time(9)) is True
    assert value("n", n=Decimal("NaN")) is None
