"""What FEEL means, by example."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from gapura.engines.rules.expressions import compile_expression
from gapura.engines.rules.values import Range, YearsMonths

TODAY = date(2026, 8, 17)
NOW = datetime(2026, 8, 17, 9, 30, tzinfo=UTC)


def value(source: str, **values: object) -> object:
    result = compile_expression(source).evaluate(values, today=TODAY, now=NOW)
    return result.value


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("2 ** 3 ** 2", 64),
        ("-2 ** 2", 4),
        ("10 - 3 - 2", 5),
        ("a - b", 3),
        ("a-b", 3),
        (".5 + 1.5e1", Decimal("15.5")),
        ("0.1 + 0.2 = 0.3", True),
        ("1 / 3", Decimal("0.3333333333333333333333333333333333")),
        ('"Jakarta" + " " + "Pusat"', "Jakarta Pusat"),
        ('"\\u0041\\n\\"\\U01F600"', 'A\n"😀'),
        ("1 /* satu */ + 1 // dua", 2),
        ('if a > b then "ya" else "tidak"', "ya"),
        ('if null then "ya" else "tidak"', "tidak"),
        ("for i in 1..3 return i * i", [1, 4, 9]),
        ("for i in 3..1 return i", [3, 2, 1]),
        ("for i in [1, 2], j in [10, 20] return i + j", [11, 21, 12, 22]),
        ("for i in [[1, 2], [3]], j in i return j", [1, 2, 3]),
        ("for i in 1..5 return if i < 3 then 1 else partial[-1] + partial[-2]", [1, 1, 2, 3, 5]),
        ("some i in [1, 2, 3] satisfies i > 2", True),
        ("every i in [1, 2, 3] satisfies i > 2", False),
        ("every i in [] satisfies false", True),
        ("true and some i in [1] satisfies i = 1 and true", True),
        ("a in [1..5)", False),
        ("a in [1..5]", True),
        ("a in ]1..5]", True),
        ("a in (1, 5)", True),
        ("a in (> 10, < 6)", True),
        ("a in > 3", True),
        ("a between 1 and 5 and true", True),
        ("a in [1..3[ or b in [2..2]", True),
        ("[1, 2, 3][2]", 2),
        ("[1, 2, 3][-1]", 3),
        ("[1, 2, 3][item > 1]", [2, 3]),
        ("[{x: 1, y: 2}, {x: 3, y: 4}][x > 1].y", [4]),
        ("[{x: 1}, {x: 3}].x", [1, 3]),
        ("a[1]", 5),
        ("{x: 1, y: x + 1}.y", 2),
        ('{"kunci apa saja": 1}', {"kunci apa saja": 1}),
        ("{luas tanah: 3, hasil: luas tanah * 2}.hasil", 6),
        ("(function(x, y) x + y)(1, 2)", 3),
        ("(function(x: number, y: number) x - y)(y: 1, x: 2)", 1),
        ("{f: function(n) if n = 0 then 1 else n * f(n - 1), hasil: f(5)}.hasil", 120),
        ("5 instance of number", True),
        ('["a", 1] instance of list<string>', False),
        ("{a: 1} instance of context<a: number>", True),
        ('@"P1D" instance of days and time duration', True),
        ("(function(x) x) instance of function<number> -> number", True),
        ("[1..5] instance of range<number>", True),
        ("null instance of number", False),
        ("null = null", True),
        ("1 = null", False),
        ("null < 1", None),
        ("[1, [2]] = [1, [2]]", True),
        ('{a: 1, b: "x"} = {b: "x", a: 1}', True),
        ('substring(string: "loket", start position: 2, length: 3)', "oke"),
    ],
)
def test_an_expression_has_the_value_that_dmn_gives_it(source, expected):
    assert value(source, a=5, b=2) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('@"2026-08-17" - @"P60Y"', date(1966, 8, 17)),
        ('@"2024-02-29" + @"P1Y"', date(2025, 2, 28)),
        ('@"2026-01-31" + @"P1M"', date(2026, 2, 28)),
        ('@"2026-08-17" + @"P1DT23H"', date(2026, 8, 18)),
        ('@"2026-08-17" - @"2026-08-01"', timedelta(days=16)),
        ('@"2026-08-17T09:00:00+07:00" = @"2026-08-17T02:00:00Z"', True),
        ('@"2026-08-17T09:00:00@Asia/Jakarta".timezone', "Asia/Jakarta"),
        ('@"2026-08-17T09:00:00+07:00".time offset', timedelta(hours=7)),
        ('@"10:00:00" + @"PT15H"', time(1)),
        ('@"10:30:00" - @"10:00:00"', timedelta(minutes=30)),
        ('@"2026-08-17".weekday', 1),
        ('@"P1DT2H30M".hours', 2),
        ('@"-P14M".years', -1),
        ('@"P1Y" * 1.5', YearsMonths(18)),
        ('@"P1D" / @"PT12H"', 2),
        ("today()", TODAY),
        ("now()", NOW),
        ("date(now())", TODAY),
        ("date(2026, 8, 17) = today()", True),
        ('date and time(@"2026-08-17", @"08:00:00")', datetime(2026, 8, 17, 8)),
        ('years and months duration(@"1990-08-18", @"2026-08-17").years', 35),
        ('duration("PT4H") > duration("PT3H59M")', True),
        ('string(@"P14M") + string(@"PT36H")', "P1Y2MP1DT12H"),
        ("day of week(today())", "Monday"),
        ("day of year(today())", 229),
        ("month of year(today())", "August"),
        ("week of year(today())", 34),
        ('for d in @"2026-08-17"..@"2026-08-19" return d.day', [17, 18, 19]),
        ('[@"2026-01-01"..@"2026-12-31"].start', date(2026, 1, 1)),
        ("time(8, 30, 0)", time(8, 30)),
    ],
)
def test_dates_and_durations_count_as_a_calendar_does(source, expected):
    assert value(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('number("1.000,5", ".", ",")', Decimal("1000.5")),
        ('string([1, "a", null, {b: true}])', '[1, "a", null, {b: true}]'),
        ('substring("gapura", -3)', "ura"),
        ('string length("😀a")', 2),
        ('upper case("a") + lower case("B")', "Ab"),
        (
            'substring before("RT 01/RW 02", "/") + substring after("RT 01/RW 02", "/")',
            "RT 01RW 02",
        ),
        ('contains("akta", "kt") and starts with("akta", "ak") and ends with("akta", "ta")', True),
        ('matches("3174012345678901", "^[0-9]{16}$")', True),
        ('matches("Menteng", "^men", "i")', True),
        ('replace("2026-08-17", "(\\d+)-(\\d+)-(\\d+)", "$3/$2/$1")', "17/08/2026"),
        ('split("a;b;;c", ";")', ["a", "b", "", "c"]),
        ('string join(["a", "b"], ", ")', "a, b"),
        ("list contains([1, null], null)", True),
        ("count([1, 2]) + min(3, 1) + max([4, 2]) + sum([1, 2])", 10),
        ("mean([1, 2, 3]) + median([1, 3]) + product(2, 3)", 10),
        ("mode([1, 2, 2, 3, 3])", [2, 3]),
        ("stddev([2, 4, 6])", 2),
        ("all([true, null])", None),
        ("any([false, true])", True),
        ("append([1], 2, 3)", [1, 2, 3]),
        ("concatenate([1], [2])", [1, 2]),
        ("insert before([1, 3], 2, 2)", [1, 2, 3]),
        ("remove([1, 2, 3], 2)", [1, 3]),
        ("reverse([1, 2])", [2, 1]),
        ("index of([1, 2, 1], 1)", [1, 3]),
        ("union([1, 2], [2, 3])", [1, 2, 3]),
        ("distinct values([1, 1, 2])", [1, 2]),
        ("flatten([1, [2, [3]]])", [1, 2, 3]),
        ("sort([3, 1, 2])", [1, 2, 3]),
        ("sort(list: [3, 1, 2], precedes: function(a, b) a > b)", [3, 2, 1]),
        ("list replace([1, 2, 3], 2, 9)", [1, 9, 3]),
        ("list replace([1, 2, 3], function(item, new) item < new, 3)", [3, 3, 3]),
        ("sublist([1, 2, 3], 2)", [2, 3]),
        ("decimal(1.115, 2) + floor(1.5) + ceiling(1.5)", Decimal("4.12")),
        ("round half up(2.5, 0) + round half down(2.5, 0)", 5),
        ("round up(-1.1, 0) + round down(-1.9, 0)", -3),
        ("abs(-1) + modulo(-5, 3) + sqrt(16)", 6),
        ("odd(3) and even(2)", True),
        ('get value({a: 1}, "a")', 1),
        ("get entries({a: 1})", [{"key": "a", "value": 1}]),
        ('context([{key: "a", value: 1}])', {"a": 1}),
        ('context put({a: 1}, "b", 2)', {"a": 1, "b": 2}),
        ('context put({a: {b: 1}}, ["a", "b"], 2)', {"a": {"b": 2}}),
        ("context merge([{a: 1}, {b: 2}])", {"a": 1, "b": 2}),
        ("not(null)", None),
        ('is(@"10:00:00Z", @"17:00:00+07:00")', False),
        ('range("[1..3)")', Range(Decimal(1), Decimal(3), end_included=False)),
    ],
)
def test_a_built_in_function_gives_what_dmn_says(source, expected):
    assert value(source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("before(1, [2..5])", True),
        ("before([1..2), 2)", True),
        ("after([5..8], [1..5])", False),
        ("meets([1..5], [5..9])", True),
        ("met by([5..9], [1..5])", True),
        ("overlaps([1..5], [3..8])", True),
        ("overlaps([1..3), [3..8])", False),
        ("overlaps before([1..5], [3..8])", True),
        ("overlaps after([3..8], [1..5])", True),
        ("finishes(5, [1..5])", True),
        ("finished by([1..5], [3..5])", True),
        ("includes([1..9], [2..3])", True),
        ("includes((> 5), [6..7])", True),
        ("during([2..3], [1..9])", True),
        ("during(9, [1..9))", False),
        ("starts(1, [1..9])", True),
        ("started by([1..9], [1..2])", True),
        ("coincides([1..2], [1..2])", True),
    ],
)
def test_ranges_lie_to_each_other_as_dmn_draws_them(source, expected):
    assert value(source) is expected


def test_a_rule_about_age_reads_as_it_is_spoken():
    rule = compile_expression(
        'applicant.birth_date <= today() - @"P60Y"', names={"applicant", "child"}
    )

    on_the_birthday = rule.evaluate({"applicant": {"birth_date": date(1966, 8, 17)}}, today=TODAY)
    a_day_younger = rule.evaluate({"applicant": {"birth_date": date(1966, 8, 18)}}, today=TODAY)

    assert rule.names == {"applicant"}
    assert on_the_birthday.value is True
    assert a_day_younger.value is False


def test_documents_are_looked_through_by_condition():
    documents = [{"kind": "ktp", "verified": True}, {"kind": "kk", "verified": False}]

    assert value("every d in documents satisfies d.verified", documents=documents) is False
    assert value("count(documents[verified])", documents=documents) == 1
    assert value('documents[kind = "kk"][1].verified', documents=documents) is False


def test_the_same_text_is_compiled_once():
    assert compile_expression("a + 1", names=["a"]) is compile_expression("a + 1", names={"a"})
