"""Ids sort by time; numbers survive being read over the phone; tokens cannot be guessed."""

from uuid import RFC_4122

from hypothesis import given
from hypothesis import strategies as st

from gapura.kernel.ids import ALPHABET, new_number, new_pin, new_token, read_number, uuid7

shorts = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=4)


def test_a_uuid7_is_of_version_7_and_sorts_by_time():
    made = [uuid7() for _n in range(2000)]

    assert {(u.version, u.variant) for u in made} == {(7, RFC_4122)}
    milliseconds = [u.int >> 80 for u in made]
    assert milliseconds == sorted(milliseconds)
    assert len(set(made)) == 2000


@given(shorts)
def test_a_number_reads_back_as_it_was_written(short):
    number = new_number(short)

    assert read_number(number) == number


@given(st.data())
def test_a_number_reads_back_however_it_is_typed(data):
    number = new_number("JKT")
    typed = "".join(data.draw(st.sampled_from([c, c.lower(), f" {c}"])) for c in number)

    assert (
        read_number(typed.replace("-", data.draw(st.sampled_from(["", "-", " ", "."])))) == number
    )


def test_letters_that_look_like_digits_are_read_as_digits():
    numbers = iter(lambda: new_number("JKT"), "")
    number = next(n for n in numbers if all(digit in n[4:] for digit in "012"))
    typed = number[:4] + number[4:].replace("0", "O").replace("1", "l").replace("2", "z")

    assert read_number(typed) == number


@given(st.data())
def test_one_wrong_character_is_always_seen(data):
    number = new_number("JKT")
    place = data.draw(st.sampled_from([i for i, c in enumerate(number) if c != "-" and i > 3]))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != number[place]]))

    typed = number[:place] + wrong + number[place + 1 :]

    assert read_number(typed) is None


@given(st.data())
def test_two_swapped_neighbours_are_always_seen(data):
    number = new_number("JKT")
    body = [i for i, c in enumerate(number) if c != "-" and i > 3][:-1]
    here = data.draw(st.integers(0, len(body) - 2))
    first, second = body[here], body[here + 1]
    swapped = list(number)
    swapped[first], swapped[second] = swapped[second], swapped[first]

    read = read_number("".join(swapped))

    assert read == (number if number[first] == number[second] else None)


@given(st.data())
def test_a_wrong_city_is_always_seen(data):
    number = new_number("JKT")
    place = data.draw(st.integers(0, 2))
    wrong = data.draw(
        st.sampled_from([c for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if c != number[place]])
    )

    assert read_number(number[:place] + wrong + number[place + 1 :]) is None


@given(st.text(max_size=60))
def test_anything_typed_is_either_a_number_or_nothing(typed):
    read = read_number(typed)

    assert read is None or read_number(read) == read


def test_tokens_are_long_and_pins_have_six_digits():
    tokens = {new_token() for _n in range(500)}
    pins = [new_pin() for _n in range(500)]

    assert (len(tokens), {len(token) for token in tokens}) == (500, {26})
    assert all(len(pin) == 6 and pin.isdigit() for pin in pins)
