"""An attempt as the stage shows it: questions, keys, progress."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from makers import choice, claim, classify, cloze, recall
from offbook.deck.answers import Held, Picked, Sided, Typed
from offbook.deck.cards import Card, SideId
from offbook.performance.attempt import Confide, Flag, Give, Select, Submit, Visit
from offbook.tui import paper
from quizzes import RIGHT, WRONG, Sitting, Terms, claims
from quizzes import paper as sheet

TYPED = replace(recall("r"), typed=True)
GAPS = replace(cloze("z", asked=(0, 1)), typed=True)
SEVERAL = choice("m", right=("yes", "surely"))
LONG: Terms = {"total": 600_000}


def test_each_form_is_answered_by_its_own_keys_or_by_typing() -> None:
    sitting = Sitting(sheet(classify("s"), claim("t"), choice("c"), TYPED, GAPS, **LONG))
    keys, typed = [], []
    for place in range(5):
        sitting.take(Visit(place))
        keys.append([key.key for key in paper.keys_of(sitting.state.asked[place], 7)])
        typed.append(paper.is_typed(sitting.state))
    assert keys == [["l", "r"], ["t", "f"], ["1", "2", "3"], [], []]
    assert typed == [False, False, False, True, True]


def test_the_keys_of_a_choice_follow_the_order_of_the_paper() -> None:
    asked = Sitting(sheet(choice("c"))).state.asked[0]
    orders = {tuple(key.label for key in paper.keys_of(asked, order)) for order in range(30)}
    assert len(orders) == 6


def test_a_key_gives_its_answer_and_no_other_key_gives_any() -> None:
    state = Sitting(sheet(classify("s"))).state
    left, right = paper.choice_of(state, "l"), paper.choice_of(state, "r")
    assert left
    assert right
    assert (left.answer, right.answer) == (Sided(SideId("left")), Sided(SideId("right")))
    assert paper.choice_of(state, "x") is None


@pytest.mark.parametrize(
    ("card", "answer", "marked"),
    [
        (classify("s"), Sided(SideId("left")), {"Left"}),
        (claim("t"), Held(holds=False), {"False"}),
        (choice("c"), Picked(frozenset(["no"])), {"no"}),
        (SEVERAL, Picked(frozenset(["no", "yes"])), {"no", "yes"}),
    ],
)
def test_what_was_answered_is_marked_when_its_question_comes_again(
    card: Card, answer: Sided | Held | Picked, marked: set[str]
) -> None:
    sitting = Sitting(sheet(card, *claims(2))).take(Give(answer), Visit(0))
    assert paper.ticked(sitting.state) == marked
    confiding = Sitting(sheet(card, confidence=True)).take(Give(answer))
    assert paper.ticked(confiding.state) == marked


def test_what_is_ticked_now_goes_before_what_was_answered() -> None:
    sitting = Sitting(sheet(SEVERAL, *claims(1))).take(Give(Picked(frozenset(["no"]))), Visit(0))
    sitting.take(Select(Picked(frozenset())))
    assert paper.ticked(sitting.state) == set()


def test_what_was_typed_stands_in_the_fields_again() -> None:
    sitting = Sitting(sheet(GAPS, *claims(1))).take(Give(Typed(("quick", "red"))), Visit(0))
    scene = paper.scene_of(sitting.state)
    assert (scene.values, len(scene.fields)) == (("quick", "red"), 2)
    assert scene.outcome is None


def test_a_question_says_nothing_of_its_answer_before_feedback() -> None:
    for feedback in ("end", "each"):
        sitting = Sitting(sheet(*claims(2), feedback=feedback)).take(WRONG)
        sitting.take(Visit(0))
        scene = paper.scene_of(sitting.state)
        assert (scene.outcome is not None) == (feedback == "each")
        assert (scene.own, scene.opposite) == (None, None)


def test_fields_are_closed_while_confidence_is_asked() -> None:
    sitting = Sitting(sheet(TYPED, confidence=True)).take(Give(Typed(("Paris",))))
    assert paper.scene_of(sitting.state).fields == ()


@pytest.mark.parametrize("width", [10, 20, 40, 72])
def test_progress_keeps_to_its_width_and_its_tail(width: int) -> None:
    sitting = Sitting(sheet(*claims(12), quiz="A quiz of a rather long name, in [b]markup[/b]"))
    sitting.take(RIGHT, Flag())
    line = paper.progress(sitting.state, width).plain
    assert line.endswith("⚑ flagged   2 of 12 · 11 open")
    assert cell_len(line) <= max(width, cell_len("  ⚑ flagged   2 of 12 · 11 open"))


def test_progress_tells_flags_and_what_is_open() -> None:
    sitting = Sitting(sheet(*claims(2))).take(Flag(), Visit(1))
    assert paper.progress(sitting.state, 60).plain.endswith("⚑ 1   2 of 2 · 2 open")
    assert paper.progress(sitting.take(RIGHT, RIGHT).state, 60).plain.endswith("2 · all answered")
    each = Sitting(sheet(*claims(2), total=None, each=5_000))
    assert paper.progress(each.state, 60).plain.endswith("  1 of 2")


def words(sitting: Sitting, *, typing: bool = False) -> list[str]:
    return [hint.words for hint in paper.hints(sitting.state, typing=typing)]


def test_the_key_line_offers_what_can_be_done_now() -> None:
    sitting = Sitting(sheet(SEVERAL, TYPED, confidence=True, feedback="each"))
    assert words(sitting)[:3] == ["tick", "answer", "questions"]
    sitting.take(Give(Picked(frozenset(["no"]))))
    assert words(sitting)[0] == "how sure"
    assert "questions" not in words(sitting)
    sitting.take(Confide(1))
    assert words(sitting)[0] == "go on"
    sitting.take(Visit(1))
    assert words(sitting)[0] == "type"
    assert words(sitting, typing=True) == ["answer", "questions", "hand in", "other keys"]
    assert words(sitting.take(Submit())) == []


def test_forward_only_offers_no_way_back() -> None:
    sitting = Sitting(sheet(TYPED, *claims(1), total=None, each=5_000))
    assert "questions" not in words(sitting)
    assert "questions" not in words(sitting, typing=True)


def test_help_lists_the_answers_in_full() -> None:
    sitting = Sitting(sheet(claim("t"), confidence=True))
    assert paper.keys_in_full(sitting.state) == (("t", "True"), ("f", "False"))
    assert paper.keys_in_full(sitting.take(RIGHT).state) == (
        ("1", "below 67%"), ("2", "67 to 80%"), ("3", "above 80%"),
    )  # fmt: skip
