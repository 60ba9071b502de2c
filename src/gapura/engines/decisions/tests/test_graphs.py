"""Decisions that need other decisions."""

from datetime import date

import pytest

from gapura.engines.decisions import boxed
from gapura.engines.decisions.diagram import (
    Decision,
    Import,
    InputData,
    Knowledge,
    Model,
    Service,
    TypeDefinition,
)
from gapura.engines.decisions.graphs import compile_graph

TODAY = date(2026, 8, 17)
AGE = InputData("umur", "umur", "number")


def literal(text, kind=None):
    return boxed.Literal(text, kind)


def decision(name, logic, *requires, kind=None):
    return Decision(name, name, literal(logic) if isinstance(logic, str) else logic, kind, requires)


def model(*elements, types=(), imports=(), namespace="kota"):
    return Model(namespace, "Uji", types=types, elements=elements, imports=imports)


def answer(name, *elements, types=(), **values):
    return compile_graph(model(*elements, types=types)).evaluate(name, values, today=TODAY)


def test_a_decision_uses_the_decisions_it_requires():
    double = decision("dua kali", "umur * 2", "umur")
    plus = decision("tambah", "dua kali + 1", "dua kali")

    found = answer("tambah", AGE, double, plus, umur=5)

    assert found.value == 11
    assert found.decisions == {"dua kali": 10, "tambah": 11}


def test_a_decision_does_not_see_what_it_does_not_require():
    graph = compile_graph(model(AGE, decision("lain", "umur + 1")))

    found = graph.evaluate("lain", {"umur": 5}, today=TODAY)

    assert found.value is None
    assert [problem.sentence["id"] for problem in graph.problems] == [
        "lain: umur tidak dikenal; periksa ejaannya atau tambahkan ke formulir"
    ]
    assert found.problem["id"].startswith("umur tidak dikenal")


def test_a_decision_is_worked_out_once_however_many_need_it():
    chain = [decision("n0", "[umur]", "umur")]
    for step in range(1, 40):
        chain.append(
            decision(f"n{step}", f"[count(n{step - 1}) + count(n{step - 1})]", f"n{step - 1}")
        )

    assert answer("n39", AGE, *chain, umur=1).value == [2]


def test_the_inputs_that_a_decision_depends_on_are_known():
    income = InputData("gaji", "gaji")
    graph = compile_graph(
        model(
            AGE,
            income,
            decision("a", "umur", "umur"),
            decision("b", "a", "a"),
            decision("c", "gaji", "gaji"),
        )
    )

    assert graph.inputs_of("b") == {"umur"}
    assert graph.inputs_of("c") == {"gaji"}
    assert graph.inputs_of("hilang") == frozenset()


def test_a_circle_of_decisions_is_named_and_decides_nothing():
    graph = compile_graph(
        model(decision("a", "b", "b"), decision("b", "a", "a"), decision("c", "1"))
    )

    assert {problem.element for problem in graph.problems} == {"a", "b"}
    assert graph.evaluate("a", {}, today=TODAY).value is None
    assert graph.evaluate("c", {}, today=TODAY).value == 1


def test_a_decision_that_does_not_exist_is_said_so():
    assert answer("biaya").problem["id"] == "tidak ada keputusan bernama biaya dalam model ini"


def test_a_requirement_that_does_not_exist_is_reported():
    graph = compile_graph(model(decision("a", "1", "hilang")))

    assert graph.problems[0].sentence["en"] == "a: requires hilang, which is not in the model"


def test_knowledge_is_a_function_that_decisions_call():
    function = boxed.Function((boxed.Entry("n", None, "number"),), literal("n * n"))
    square = Knowledge("kuadrat", "kuadrat", function)

    found = answer(
        "hasil", AGE, square, decision("hasil", "kuadrat(umur)", "umur", "kuadrat"), umur=7
    )

    assert found.value == 49


def test_a_service_decides_from_what_it_is_given_only():
    double = decision("ganda", "umur * 2", "umur")
    half = decision("hasil", "ganda / 4", "ganda")
    service = Service(
        "s", "layanan", decides=("hasil",), encloses=("ganda",), given_inputs=("umur",)
    )
    caller = decision("luar", "layanan(umur + 1)", "umur", "s")

    assert answer("luar", AGE, double, half, service, caller, umur=3).value == 2
    assert answer("layanan", AGE, double, half, service, umur=10).value == 5


def test_a_service_with_given_decisions_does_not_work_them_out():
    broken = decision("rusak", "1 / 0")
    result = decision("hasil", "rusak + 1", "rusak")
    service = Service("s", "layanan", decides=("hasil",), given_decisions=("rusak",))

    assert answer("layanan", broken, result, service, rusak=4).value == 5


def test_a_model_may_use_the_decisions_and_types_of_another():
    other = model(
        InputData("umur", "umur", "tUmur"),
        decision("dewasa", "umur >= 17", "umur"),
        types=(TypeDefinition("tUmur", "number", values="[0..150]"),),
        namespace="lain",
    )
    own = model(
        decision("boleh", "hukum.dewasa and 5 instance of hukum.tUmur", "lain#dewasa"),
        imports=(Import("lain", "hukum"),),
    )

    graph = compile_graph(own, imported=(other,))

    assert graph.problems == ()
    assert graph.evaluate("boleh", {"umur": 20}, today=TODAY).value is True


def test_a_model_imported_in_two_ways_may_be_given_different_values():
    people = model(InputData("nama", "nama"), namespace="orang")
    greeting = model(
        decision("sapa", '"Halo " + orang.nama', "orang#nama"),
        imports=(Import("orang", "orang"),),
        namespace="sapaan",
    )
    own = model(
        decision("awal", "pagi.sapa", "sapaan#sapa"),
        decision("akhir", "lain.tutup", "penutup#tutup"),
        decision("dua", "[awal, akhir]", "awal", "akhir"),
        imports=(Import("sapaan", "pagi"), Import("penutup", "lain")),
    )
    closing = model(
        decision("tutup", '"Dah " + orang.nama', "orang#nama"),
        imports=(Import("orang", "orang"),),
        namespace="penutup",
    )
    given = {"pagi": {"orang": {"nama": "Ani"}}, "lain": {"orang": {"nama": "Budi"}}}

    graph = compile_graph(own, imported=(greeting, closing, people))

    assert graph.problems == ()
    assert graph.evaluate("dua", given, today=TODAY).value == ["Halo Ani", "Dah Budi"]
    assert graph.evaluate("dua", {"nama": "Cici"}, today=TODAY).value == ["Halo Cici", "Dah Cici"]


def test_what_a_function_gives_is_fitted_to_the_type_of_its_result():
    body = boxed.Function((boxed.Entry("n"),), literal("[n]"))
    types = (TypeDefinition("tHitung", "number", parameters=(("n", "number"),)),)
    plain = Knowledge("a", "a", body, "number")
    typed = Knowledge("b", "b", body, "tHitung")
    free = Knowledge("c", "c", body)
    caller = decision("hasil", "[a(1), b(1), c(1)]", "a", "b", "c")

    assert answer("hasil", plain, typed, free, caller, types=types).value == [1, 1, [1]]


def test_what_a_service_gives_is_fitted_to_its_type():
    listed = decision("daftar", "[umur]", "umur")
    service = Service("s", "layanan", decides=("daftar",), given_inputs=("umur",), type="number")

    assert answer("layanan", AGE, listed, service, umur=3, lain=1).value == 3


def test_an_imported_model_that_is_missing_is_reported():
    graph = compile_graph(model(decision("a", "1"), imports=(Import("lain", "hukum"),)))

    assert graph.problems[0].sentence["en"] == ("Uji: imports the model lain, which was not given")


def test_values_are_fitted_to_the_declared_types():
    types = (
        TypeDefinition("tSkala", "number", values="[1..5]"),
        TypeDefinition("tDaftar", "tSkala", is_list=True, constraint="count(?) < 3"),
        TypeDefinition("tOrang", members=(TypeDefinition("nilai", "tSkala"),)),
    )

    def fitted(kind, value):
        given = InputData("x", "x", kind)
        return answer("hasil", given, decision("hasil", "x", "x"), types=types, x=value).value

    assert fitted("tSkala", [3]) == 3
    assert fitted("tSkala", 9) is None
    assert fitted("tSkala", "3") is None
    assert fitted("tDaftar", 2) == [2]
    assert fitted("tDaftar", [1, 2, 3]) is None
    assert fitted("tDaftar", [1, 9]) is None
    assert fitted("tOrang", {"nilai": 4, "lain": 1}) == {"nilai": 4, "lain": 1}
    assert fitted("tOrang", {"nilai": 6}) is None
    assert fitted("tOrang", {}) is None


def test_a_day_is_fitted_to_a_moment_as_its_midnight():
    given = InputData("x", "x", "date and time")

    found = answer("hasil", given, decision("hasil", "string(x)", "x"), x=date(2026, 1, 2))

    assert found.value == "2026-01-02T00:00:00Z"


def test_a_value_of_the_wrong_type_is_explained():
    found = answer("hasil", AGE, decision("hasil", "umur + 1", "umur"), umur="tujuh")

    assert found.value is None
    assert found.problem["id"] == "umur: nilainya teks yang bukan number"


def test_a_type_that_contains_itself_is_reported():
    graph = compile_graph(model(AGE, types=(TypeDefinition("t", "t", is_list=True),)))

    assert graph.problems[0].sentence["en"] == "t: the type t contains itself; break the circle"


@pytest.mark.parametrize(
    ("logic", "value"),
    [
        (boxed.Listed((literal("umur"), literal('"a"'))), [5, "a"]),
        (
            boxed.Relation(("a", "b"), ((literal("1"), literal("umur")),)),
            [{"a": 1, "b": 5}],
        ),
        (boxed.Conditional(literal("umur > 3"), literal('"ya"'), literal('"tidak"')), "ya"),
        (boxed.Conditional(literal('"abc"'), literal("1"), literal("2")), None),
        (boxed.Filter(literal("[1, 5, 9]"), literal("item >= umur")), [5, 9]),
        (boxed.Filter(literal("[{n: 1}, {n: 7}]"), literal("n > umur")), [{"n": 7}]),
        (boxed.Filter(literal("[1, 5, 9]"), literal("item")), None),
        (boxed.Filter(literal("umur"), literal("item > 1")), None),
        (boxed.Filter(literal("[1, null, 9]"), literal("item > 1")), [9]),
        (boxed.ForEach("i", literal("umur"), literal("i")), None),
        (boxed.Quantified("some", "i", literal("umur"), literal("true")), None),
        (boxed.Literal('string(date("2026-01-02"))', "string"), "2026-01-02"),
        (boxed.ForEach("i", literal("[1..3]"), literal("i * umur")), [5, 10, 15]),
        (boxed.ForEach("i", literal("[1, 1, 1]"), literal("count(partial)")), [0, 1, 2]),
        (boxed.Quantified("some", "i", literal("[1, 9]"), literal("i > umur")), True),
        (boxed.Quantified("every", "i", literal("[1, 9]"), literal("i > umur")), False),
        (boxed.Quantified("some", "i", literal("[1, 9]"), literal("i")), None),
        (
            boxed.Context((boxed.Entry("a", literal("umur")), boxed.Entry("b", literal("a + 1")))),
            {"a": 5, "b": 6},
        ),
        (boxed.Context((boxed.Entry("a", literal("2")),), literal("a * umur")), 10),
        (
            boxed.Context(
                (boxed.Entry("f", boxed.Function((boxed.Entry("n"),), literal("n + umur"))),),
                boxed.Invocation(literal("f"), (boxed.Entry("n", literal("1")),)),
            ),
            6,
        ),
        (
            boxed.Context(
                (
                    boxed.Entry(
                        "f",
                        boxed.Function(
                            (boxed.Entry("n"),), literal("if n = 0 then 0 else n + f(n - 1)")
                        ),
                    ),
                ),
                literal("f(4)"),
            ),
            10,
        ),
        (boxed.Function((), literal("1"), language="Java"), None),
        (boxed.Literal("umur", "string"), None),
        (None, None),
    ],
)
def test_boxes_are_worked_out(logic, value):
    assert (
        answer("hasil", AGE, Decision("h", "hasil", logic, None, ("umur",)), umur=5).value == value
    )


def test_a_model_that_takes_too_long_decides_nothing():
    endless = "count(for a in 1..1000, b in 1..1000, c in 1..1000 return a)"

    found = answer("hasil", decision("hasil", endless))

    assert found.value is None
    assert found.problem["id"].startswith("aturan terlalu panjang dihitung")


def test_a_chain_of_very_many_decisions_ends_in_a_sentence():
    chain = [decision("n0", "1")]
    chain += [decision(f"n{step}", f"n{step - 1}", f"n{step - 1}") for step in range(1, 1500)]

    found = answer("n1499", *chain)

    assert found.value is None
    assert found.problem["id"].startswith("keputusan ini bergantung terlalu dalam")
