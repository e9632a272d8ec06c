"""Broken TOML is told at its place, in plain words, and costs no more cards than it must."""

from __future__ import annotations

import pytest

from offbook.deck.read import parse
from offbook.deck.toml import load

OPEN_LINE = 'this text has no closing quote on its line; for several lines use """'
BACKSLASH = "a backslash in \"…\" is written \\\\; text in '…' takes it as it is"
OPEN_TEXT = "this text is never closed; end it with the quotes it began with"


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("a = Paris", 1, 5, 'this is not a value; text stands in quotes, as in "…"'),
        ("a = True", 1, 5, "write true or false, in small letters and without quotes"),
        ("a = [1, Yes]", 1, 9, "write true or false, in small letters and without quotes"),
        ("a = “Paris”", 1, 5, 'TOML knows straight quotes only; write " in place of this one'),
        ("x = 1\na =\n", 2, 4, "a value is missing here"),
        ("a = # nothing\n", 1, 5, "a value is missing here"),
        ('a = "open\nb = 1', 1, 5, OPEN_LINE),
        ('a = "#" # "\nb = "open', 2, 5, OPEN_TEXT),
        ("a = 'open\nb = 1", 1, 5, OPEN_LINE.replace('"""', "'''")),
        ('a = 1\nb = """open\n\nc = 1', 2, 5, OPEN_TEXT),
        ('a "x"', 1, 3, 'a key is followed by = and a value, as in front = "…"'),
        ('a = "x" "y"', 1, 9, 'the value ended before this; a quote within text is written \\"'),
        ('a = "\\q"', 1, 6, BACKSLASH),
        ("[[quizzes]\n", 1, 10, "a header such as [[cards]] ends with ]]"),
        ("[sides.left\n", 1, 12, "a header such as [sides.left] ends with ]"),
        ("a = [1, 2\n", 2, 1, "this list is not closed; it ends with ]"),
        ("a = { b = 1\n", 2, 1, "this table is not closed; it ends with }"),
        ("= 1", 1, 1, "a line is a header such as [[cards]], or a key with = and a value"),
        ("a = 1\nb = 2\na = 3", 3, 1, '"a" is there already; keep one of the two'),
        ("a.b = 1\na = 3", 2, 1, '"a" is there already; keep one of the two'),
        ("a = { b = 1, b = 2 }", 1, 14, '"b" is there already; keep one of the two'),
        ("[a]\nx = 1\n[b]\n[a]\n", 4, 2, '"a" is there already; keep one of the two'),
        ('a = "\x00"', 1, 6, "a control character cannot stand here; take it out"),
        ("a = '''x\\q'''\nb = \"\"\"\n\\q\"\"\"", 3, 1, BACKSLASH),
        ('a = "\\ud800"', 1, 12, "this is not TOML: escaped character is not a Unicode scalar value"),
        ("a = " + "[" * 1000, 1, 1004, "lists and tables nest too deep here to be read; keep them flat"),
        ("b = 1\na = " + "9" * 5000, 2, 5, "this number has too many digits to be read"),
        ("b = 1\n" + "a." * 40 + "a = 1", 2, 1, "this key has more than 16 parts; a deck needs three"),
        ("b = { " + "'a'." * 40 + "a = 1 }", 1, 7, "this key has more than 16 parts; a deck needs three"),
    ],
)
def test_what_is_broken_is_told_at_its_place(text: str, line: int, column: int, message: str) -> None:
    loaded = load(text)
    assert loaded.data is None
    assert [(slip.line, slip.column, slip.message) for slip in loaded.slips] == [(line, column, message)]
    crlf = load(text.replace("\n", "\r\n"))
    assert [(slip.line, slip.column) for slip in crlf.slips] == [(line, column)]


def test_a_single_bracket_after_double_ones_is_understood() -> None:
    loaded = load("[[cards]]\nfront = 'a'\n[cards]\nfront = 'b'\n")
    assert [slip.message for slip in loaded.slips] == ["cards is a list; write [[cards]], with two brackets"]
    assert loaded.data == {"cards": [{"front": "a"}, {}]}


def test_long_lines_of_text_with_many_dots_are_no_keys() -> None:
    text = 'a = """\n' + "e.g. i.e. a.m. p.m. " * 20 + "\n" + "No. " * 40 + '\n"""\n'
    assert load(text).slips == ()


CARDS = "".join(f'[[cards]]\nclaim = "Claim {n}"\nholds = true\n' for n in range(5))


@pytest.mark.parametrize(
    ("before", "after", "line", "column"),
    [
        ('"Claim 2"', '"Claim 2', 9, 9),
        ('"Claim 2"', '"""Claim 2', 9, 9),
        ('"Claim 2"\nholds = true', '"Claim 2"\nholds true', 10, 7),
        ('"Claim 2"\nholds = true', '"Claim 2"\nholds = true\nholds = true', 11, 1),
        ('[[cards]]\nclaim = "Claim 2"', '[[cards]\nclaim = "Claim 2"', 8, 8),
        ('"Claim 4"', '"""Claim 4', 15, 9),
        ('"Claim 2"\nholds = true', '"Claim 2"\nholds = true\n[cards.x]\ny = z', 12, 5),
    ],
)
def test_a_broken_card_costs_that_card_only(before: str, after: str, line: int, column: int) -> None:
    text = f'title = "Salvage"\n{CARDS}'
    assert before in text
    reading = parse(text.replace(before, after), "x.toml", "x")
    assert [(one.line, one.column) for one in reading.problems] == [(line, column)]
    assert reading.deck is not None
    lost = int(before.split("Claim ")[1][0])
    assert [card.facts.index for card in reading.deck.cards] == [n for n in range(5) if n != lost]


def test_a_text_left_open_is_blamed_rather_than_the_cards_it_swallowed() -> None:
    texts = [f'[[cards]]\nclaim = """Claim {n}"""\nholds = true\n' for n in range(5)]
    texts[1] = texts[1].replace('1"""', "1")
    reading = parse('title = "Open"\n' + "".join(texts), "x.toml", "x")
    assert [(one.line, one.message) for one in reading.problems] == [(6, OPEN_TEXT)]
    assert reading.deck is not None
    assert [card.facts.index for card in reading.deck.cards] == [0, 2, 3, 4]


def test_several_broken_cards_are_told_at_once_beside_other_mistakes() -> None:
    text = f'title = "Salvage"\n{CARDS}'.replace('"Claim 1"', '"Claim 1').replace('"Claim 3"', "Claim 3")
    reading = parse(text.replace('4"\nholds = true', '4"\nholds = 1'), "x.toml", "x")
    assert [(one.line, one.column) for one in reading.problems] == [(6, 9), (12, 9), (16, 9)]
    assert reading.deck is not None
    assert [card.facts.index for card in reading.deck.cards] == [0, 2]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('title = "open\n' + CARDS, [1]),
        ('title = """open\n' + CARDS.replace('"Claim', '"""Claim').replace('"\nholds', '"""\nholds'), [1]),
        (CARDS + "[[quizzes]]\nname =\n", [17]),
        ('[[cards]]\nclaim = "open\n' + CARDS + "[[quizzes]]\nname =\n", [2, 19]),
        ("cards = [\n{ claim = 'a' holds = true },\n]\n", [2]),
    ],
)
def test_what_is_broken_outside_of_cards_leaves_nothing(text: str, lines: list[int]) -> None:
    reading = parse(text, "x.toml", "x")
    assert reading.deck is None
    assert [one.line for one in reading.problems] == lines


def test_a_file_of_broken_cards_is_given_up_in_good_time() -> None:
    text = 'title = "x"\n' + '[[cards]]\nclaim = "open\n' * 2_000
    reading = parse(text, "x.toml", "x")
    assert reading.deck is None
    assert [one.line for one in reading.problems] == list(range(3, 3 + 2 * 13, 2))
