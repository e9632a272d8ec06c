"""The evaluation of an attempt, section by section."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from makers import SIDES, choice, claim, classify, key
from offbook.deck.answers import Picked, Sided
from offbook.deck.cards import Card, Concept, ConceptId, Side, SideId
from offbook.performance.asked import from_json, to_json
from offbook.performance.attempt import Give, Submit, Tick
from offbook.performance.record import Record
from offbook.tui import evaluation
from quizzes import RIGHT, WRONG, Sitting, Terms, claims, paper

NO_LIMIT: Terms = {"total": None}


def page(record: Record, width: int = 70) -> str:
    return evaluation.page(record, width, 0).plain


def flat(record: Record) -> str:
    """The page with its lines joined."""
    return " ".join(page(record).split())


def sided(*said: tuple[str, str], sides: tuple[Side, ...] = SIDES) -> Record:
    """An attempt at statements, each with its side and what was said; the rest is out of time."""
    cards: list[Card] = [classify(f"s{place}", truth) for place, (truth, _) in enumerate(said)]
    began = paper(*cards, total=60_000)
    asked = [replace(one, asked=to_json(replace(from_json(one.asked), sides=sides))) for one in began.paper]
    sitting = Sitting(replace(began, paper=tuple(asked)))
    for _, answer in said:
        sitting.take(*([Give(Sided(SideId(answer)))] if answer else []), after=2_000)
    return sitting.take(Tick(), after=60_000).record()


def test_a_right_side_is_a_row_and_a_side_that_was_said_a_column() -> None:
    said = [("left", "left")] * 6 + [("left", "right")] * 2 + [("right", "right")] * 7 + [("right", "left")]
    assert page(sided(*said), 100).endswith(
        "Sides       said:   Left  Right\n"
        "            Left       6      2\n"
        "            Right      1      7\n"
        "\n"
        "Speed       classify: 2.0 s (2.0-2.0) for a right answer, the middle of 13\n"
        "            18.8 right a minute, what guessing gives taken off"
    )  # fmt: skip


def test_what_was_late_has_a_column_of_its_own() -> None:
    table = page(sided(*[("left", "left")] * 14, ("right", ""), ("right", "")))
    assert "said:   Left  Right  late\n" in table
    assert "Right      ·      ·     2" in table


def test_a_matrix_waits_for_fifteen_answers() -> None:
    assert "said:" not in page(sided(*[("left", "left")] * 14))
    assert "said:" in page(sided(*[("left", "left")] * 15))


@pytest.mark.parametrize("width", [24, 34, 46, 80])
@pytest.mark.parametrize("name", ["A side of a very long name indeed", "ひだり側の名前", "[b]x[/]", "x"])
def test_a_table_keeps_to_its_width_and_its_columns(width: int, name: str) -> None:
    sides = (Side(SideId("left"), name, "l"), Side(SideId("right"), "Right", "r"))
    told = [("left", "left")] * 8 + [("right", "left")] * 7 + [("right", "")]
    lines = page(sided(*told, sides=sides), width + 12).splitlines()
    start = next(place for place, line in enumerate(lines) if "said:" in line)
    table = lines[start : start + 3]
    assert len(set(map(cell_len, table))) == 1
    assert cell_len(table[0]) <= width + 12
    whole = max(len("Right"), cell_len(name)) + 1 + cell_len(name) + 2 + len("Right") + 2 + len("late") + 2
    assert ("…" in table[0]) == (whole > width)


def test_concepts_are_named_and_those_most_missing_come_first() -> None:
    own = Concept(ConceptId("same"), "The same thing")
    twice = [claim(f"k{number}", concept="same") for number in range(2)]
    began = paper(*twice, *claims(8), **NO_LIMIT)
    named = [replace(one, asked=to_json(replace(from_json(one.asked), own=own))) for one in began.paper[:2]]
    sitting = Sitting(replace(began, paper=(*named, *began.paper[2:])))
    record = sitting.take(WRONG, WRONG, *[RIGHT] * 3, *[WRONG] * 5, Submit()).record()
    text = page(record)
    assert "Concepts    0 of 2  The same thing\n            0 of 1  Water is wet." in text
    assert "            3 concepts without a mistake" in text


def test_very_many_concepts_are_cut_short() -> None:
    record = Sitting(paper(*claims(9), **NO_LIMIT)).take(*[WRONG] * 9, Submit()).record()
    assert "and 3 more\n" in page(record) + "\n"


def test_what_is_left_out_of_speed_is_counted() -> None:
    sitting = Sitting(paper(*claims(12))).take(*[RIGHT] * 9).take(RIGHT, after=50)
    sitting.wall = sitting.wall.plus(-90_000)
    record = sitting.take(RIGHT).take(Tick(), after=60_000).record()
    assert "left out: 1 out of time, 1 given in under 0.2 s, 1 while a clock jumped" in flat(record)


def test_practice_is_told_from_first_answers() -> None:
    record = Sitting(paper(*claims(2))).take(RIGHT, WRONG, Submit()).record()
    assert "Practice" not in page(record)
    told = evaluation.page(record, 100, 1).plain
    assert "Practice    1 question had been asked this week; the first answer counts." in told


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        (Terms(total=None, target=0.9), "Target      90%: ✔ secured: met with the whole interval."),
        (Terms(total=None, target=None), ""),
        (Terms(total=None, predicted=0.6), "Expected    the model 60%; it came to 100%."),
        (Terms(total=None, stated=0.5), "Expected    you 50%; it came to 100%."),
    ],
)
def test_targets_and_forecasts_are_set_beside_the_result(terms: Terms, says: str) -> None:
    record = Sitting(paper(*claims(40), **terms)).take(*[RIGHT] * 40, Submit()).record()
    assert says in page(record)
    assert "40 of 40  100%" in page(record)
    if not says:
        assert "Target" not in page(record)


def test_nothing_asked_is_said_so() -> None:
    record = replace(Sitting(paper(*claims(1))).record(), answers={})
    assert "Nothing was asked." in page(record)
    assert evaluation.headline(record).plain == "nothing was asked"


def test_names_are_text_and_never_markup() -> None:
    card = choice("c")
    own = Concept(ConceptId("c"), "[@click=app.quit]x[/] \x1b]0;t\x07")
    began = paper(card, **NO_LIMIT)
    asked = to_json(replace(from_json(began.paper[0].asked), own=own))
    sitting = Sitting(replace(began, paper=(replace(began.paper[0], asked=asked),)))
    record = sitting.take(Give(Picked(frozenset(["no"]))), Submit()).record()
    assert record.began.paper[0].key == key("c")
    assert "[@click=app.quit]x[/]" in page(record)
    assert "\x1b" not in page(record)
