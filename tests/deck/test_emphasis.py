"""Formulas and code that Markdown would take the signs from are told, and what is meant is left alone."""

from __future__ import annotations

import time

import pytest

from offbook.deck.plain import in_a_line
from offbook.deck.problems import Code
from offbook.deck.read import parse


def warnings(card: str) -> list[tuple[int, int, str]]:
    reading = parse(f'title = "x"\n[[cards]]\n{card}\n', "x.toml", "x")
    return [(one.line, one.column, one.message) for one in reading.problems if one.code == Code.LOST_SIGNS]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("n*m*k", "n*m*k"),
        ("It takes n*m*k, at most.", "n*m*k"),
        ("A cube has width*height*depth in it.", "width*height*depth"),
        ("2**3**4", "2**3**4"),
        ("α*β*γ", "α*β*γ"),
        ("the sum a*b and c*d", "a*b"),
        ("`a*b`, then c*d and e*f", "c*d"),
        ("The file __init__.py is run.", "__init__.py"),
        ("It calls x.__len__() then.", "x.__len__()"),
        ("Use __init__(self) here.", "__init__(self)"),
        ("**Then** n*m*k", "n*m*k"),
        ("On two\\nlines n*m*k", "n*m*k"),
    ],
)
def test_signs_that_would_be_lost_are_told(text: str, word: str) -> None:
    ((line, column, message),) = warnings(f'front = "What?"\nback = "{text}"')
    assert (line, column) == (4, 8)
    assert message == (
        f'the signs within "{word}" make emphasis and are not shown; write it in backticks, as in `{word}`'
    )
    assert word not in in_a_line(text.replace("\\n", "\n"))
    assert warnings(f'front = "What?"\nback = "{text.replace(word, f"`{word}`")}"') == []


@pytest.mark.parametrize(
    "text",
    [
        "a*b",
        "2 * 3 * 4",
        "It is *one* word.",
        "It is **bold**, x*y.",
        "*re*read and photo*synthesis*",
        "snake_case_name and a_b_c.d_e",
        "__Note well__. It is so.",
        "_f_(x)",
        "*args and **kwargs",
        "`n*m*k`",
        "https://example.org/a_b_c/__d__/",
        "日本*語*版",
        "",
    ],
)
def test_emphasis_that_is_meant_is_left_alone(text: str) -> None:
    assert warnings(f'front = "What?"\nback = "x"\nwhy = "{text}"') == []


def test_stars_behind_a_backslash_are_shown() -> None:
    assert warnings(r"front = 'What is n\*m\*k?'" + "\nback = 'x'") == []


@pytest.mark.parametrize(
    ("card", "places"),
    [
        ('front = "a*b*c?"\nback = "d*e*f"\nparts = ["g", "h*i*j"]', [(3, 9), (4, 8), (5, 15)]),
        ('cloze = "n*{{m}}*k and {{p*q*r}}"', [(3, 9)]),
        (
            'ask = "Which?"\nright = "a*b*c"\nwrong = [{ text = "d", why = "e*f*g" }, "h*i*j"]',
            [(4, 9), (5, 30), (5, 41)],
        ),
        ('claim = "a*b*c"\nholds = true\nhint = "d*e*f"', [(3, 9), (5, 8)]),
    ],
)
def test_every_text_of_a_card_is_looked_at(card: str, places: list[tuple[int, int]]) -> None:
    assert [(line, column) for line, column, _ in warnings(card)] == places


def test_a_text_made_to_be_slow_is_bounded() -> None:
    began = time.process_time()
    for text in ("a*b" * 20_000, "a**b*c" * 10_000, "__a(b" * 10_000):
        warnings(f'front = "What?"\nback = "{text}"')
    assert time.process_time() - began < 3
