"""What a card looks like, form by form: what it asks, what it hides, what it tells after the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from makers import SIDES, choice, claim, classify, cloze, every_form, facts, recall
from offbook.clock import DAY, MINUTE
from offbook.deck.answers import Answer, Held, Picked, Sided, expected, judge
from offbook.deck.cards import Card, Choice, Cloze, Gap, Option, SideId
from offbook.learning.memory import Rating
from offbook.tui import faces
from offbook.tui.faces import HOLE, RIGHT, WRONG, Outcome

GAP = HOLE * 6
PREVIEWS = {Rating.AGAIN: MINUTE, Rating.HARD: 6 * MINUTE, Rating.GOOD: 10 * MINUTE, Rating.EASY: 8 * DAY}
LONG = "a long option that has to be broken where the line is full and goes on in the next"


def outcome(card: Card, given_answer: Answer) -> Outcome:
    return Outcome(given_answer, judge(card, given_answer))


def keys(card: Card) -> tuple[faces.Key, ...]:
    options = (*card.right, *card.wrong) if isinstance(card, Choice) else ()
    return faces.choices(card, SIDES, options)


def shown_options(card: Card, result: Outcome | None = None, width: int = 76, ticked: str = "") -> list[str]:
    content = faces.options(keys(card), width, card, frozenset(filter(None, [ticked])), result)
    return content.plain.split("\n")


def pressed(content: Content) -> set[tuple[str, object]]:
    """The stretches that can be clicked, with their actions."""
    return {
        (content.plain[span.start : span.end], span.style.meta["press"])
        for span in content.spans
        if not isinstance(span.style, str) and "press" in span.style.meta
    }


# --- what is asked


@pytest.mark.parametrize(
    ("card", "asked"),
    [
        (recall(), "What is the capital of France?"),
        (choice(), "Is it so?"),
        (claim(), "Water is wet."),
        (classify(), "A statement."),
        (cloze(), f"The {GAP} fox is brown"),
        (cloze(asked=(1,)), f"The quick fox is {GAP} (a colour)"),
        (cloze(asked=(0, 1)), f"The {GAP} fox is {GAP} (a colour)"),
    ],
)
def test_the_question(card: Card, asked: str) -> None:
    assert faces.question(card, shown=False).plain == asked


@pytest.mark.parametrize("card", every_form(), ids=lambda card: type(card).__name__)
def test_the_question_stays_when_the_answer_is_shown(card: Card) -> None:
    before, after = (faces.question(card, shown=shown).plain for shown in (False, True))
    if isinstance(card, Cloze):
        assert after == "The quick fox is brown"
    else:
        assert after == before


@given(st.lists(st.text(st.sampled_from("abc"), min_size=3, max_size=9), min_size=1, max_size=5))
def test_a_gap_says_nothing_about_its_answer(answers: list[str]) -> None:
    segments = [part for answer in answers for part in ("and ", Gap(answer))]
    card = Cloze(facts(), tuple(segments), tuple(range(len(answers))))
    assert faces.question(card, shown=False).plain == " ".join(f"and {GAP}" for _ in answers).replace(
        f"{GAP} and", f"{GAP}and"
    )
    assert all(answer in faces.question(card, shown=True).plain for answer in answers)


@pytest.mark.parametrize(
    ("before", "answer", "after", "shown"),
    [
        ("**bold ", "a*b", "** end", "bold a*b end"),
        ("`code ", "x", "` end", "code x end"),
        ("- one\n- ", "two", "", "• one\n• two"),
        ("stray \U000f0000 sign ", "x", "", "stray \U000f0000 sign x"),
        ("list[int] ", "[b]", " [/]", "list[int] [b] [/]"),
    ],
)
def test_a_gap_lies_in_markdown_and_is_none(before: str, answer: str, after: str, shown: str) -> None:
    card = Cloze(facts(), (before, Gap(answer), after), (0,))
    assert faces.question(card, shown=True).plain == shown
    assert faces.question(card, shown=False).plain == shown.replace(answer, GAP, 1)


def test_a_style_goes_on_behind_a_gap() -> None:
    card = Cloze(facts(), ("**bold ", Gap("x"), " still** not"), (0,))
    content = faces.question(card, shown=False)
    bold = "".join(content.plain[span.start : span.end] for span in content.spans if span.style == "bold")
    assert "bold " in bold
    assert " still" in bold
    assert "not" not in bold


# --- what can be answered


@pytest.mark.parametrize(
    ("card", "answers"),
    [
        (recall(), []),
        (cloze(), []),
        (claim(), [("t", "True", Held(holds=True)), ("f", "False", Held(holds=False))]),
        (classify(), [("l", "Left", Sided(SideId("left"))), ("r", "Right", Sided(SideId("right")))]),
        (
            choice(),
            [
                (str(place), text, Picked(frozenset([text])))
                for place, text in enumerate(("yes", "no", "perhaps"), 1)
            ],
        ),
    ],
)
def test_the_keys_that_answer(card: Card, answers: list[tuple[str, str, Answer]]) -> None:
    assert [(key.key, key.label, key.answer) for key in keys(card)] == answers


def test_short_answers_stand_in_a_row_and_can_be_clicked() -> None:
    content = faces.options(keys(claim()), 76, claim(), frozenset(), None)
    assert content.plain == "True or false?\nt  True    f  False"
    assert pressed(content) == {
        ("t  ", "choose('t')"),
        ("True", "choose('t')"),
        ("f  ", "choose('f')"),
        ("False", "choose('f')"),
    }


def test_sides_stand_one_below_the_other_where_there_is_no_room() -> None:
    assert shown_options(classify(), width=12) == ["Which side?", "l  Left", "r  Right"]


def test_options_stand_one_below_the_other_and_hang() -> None:
    card = replace(choice(), wrong=(Option(LONG), Option("no")))
    lines = shown_options(card, width=40)
    assert lines[0] == "1  yes"
    assert lines[1].startswith("2  a long option")
    assert all(line.startswith("   ") for line in lines[2:-1])
    assert lines[-1] == "3  no"
    assert all(len(line) <= 40 for line in lines)
    assert " ".join(line.strip() for line in lines[1:-1])[3:] == LONG


def test_several_right_options_are_ticked() -> None:
    card = choice(right=("yes", "sure"))
    assert shown_options(card, ticked="sure") == [
        "Tick every right one, then press Enter.",
        "1  [ ] yes",
        "2  [x] sure",
        "3  [ ] no",
        "4  [ ] perhaps",
    ]


# --- what is told after the answer


def test_a_right_answer_is_marked() -> None:
    assert shown_options(claim(), outcome(claim(), Held(holds=True))) == [f"{RIGHT}  True       False"]


def test_a_wrong_answer_is_marked_beside_the_right_one() -> None:
    assert shown_options(classify(), outcome(classify(), Sided(SideId("right")))) == [
        f"{RIGHT}  Left    {WRONG}  Right"
    ]


def test_a_chosen_option_tells_its_reason_and_others_do_not() -> None:
    card = choice()
    assert shown_options(card, outcome(card, Picked(frozenset(["no"])))) == [
        f"{RIGHT} 1  yes",
        f"{WRONG} 2  no",
        "     It is not.",
        "  3  perhaps",
    ]
    assert "It is not." not in "\n".join(shown_options(card, outcome(card, Picked(frozenset(["perhaps"])))))


def test_an_option_and_its_reason_hang_beneath_each_other() -> None:
    reason = "It takes n · log₂ n steps, and no fewer."
    card = Choice(facts(), "?", (Option("`a.sort()`", reason),), (Option("no"),))
    assert shown_options(card, outcome(card, Picked(frozenset(["`a.sort()`"]))), 28) == [
        f"{RIGHT} 1  a.sort()",
        "     It takes n · log₂ n",
        "     steps, and no fewer.",
        "  2  no",
    ]


def test_lines_of_code_in_an_option_stand_beneath_each_other() -> None:
    card = Choice(facts(), "?", (Option("```\na = 1\nb = 2\n```"),), (Option("no"),))
    assert [line.rstrip() for line in shown_options(card)] == ["1   a = 1", "    b = 2", "2  no"]


def test_a_gap_lies_in_a_table_and_in_code_of_a_line() -> None:
    card = Cloze(facts(), ("a | b\n--|--\n1 | ", Gap("`n + 1`"), "\n\nso `x = ", Gap("y"), "`"), (0, 1))
    assert faces.question(card, shown=True, width=40).plain.split("\n") == [
        *("a │ b", "──┼──────", "1 │ n + 1", "", "so x = y"),
    ]


def test_what_was_answered_can_no_longer_be_clicked() -> None:
    card = choice()
    content = faces.options(keys(card), 76, card, frozenset(), outcome(card, Picked(frozenset(["no"]))))
    assert pressed(content) == set()


@pytest.mark.parametrize(
    "card", [replace(recall(), typed=True), replace(cloze(), typed=True)], ids=["recall", "cloze"]
)
def test_nothing_before_the_answer_gives_it_away(card: Card) -> None:
    told = faces.question(card, shown=False).plain + " ".join(faces.fields(card))
    assert all(text not in told for text in expected(card))


@pytest.mark.parametrize(
    ("card", "labels"),
    [
        (recall(), ()),
        (replace(recall(), typed=True), ("your answer",)),
        (replace(recall(parts=("a", "b")), typed=True), ("2 parts, set apart by commas",)),
        (replace(cloze(), typed=True), ("the gap",)),
        (replace(cloze(asked=(0, 1)), typed=True), ("gap 1", "gap 2")),
        (choice(), ()),
        (claim(), ()),
        (classify(), ()),
    ],
)
def test_the_fields_of_a_typed_answer(card: Card, labels: tuple[str, ...]) -> None:
    assert faces.fields(card) == labels


def test_the_hint() -> None:
    assert faces.hint(recall(hint="It *shines*.")).plain == "Hint: It shines."
    assert faces.hint(recall()).plain == ""


# --- ratings


@pytest.mark.parametrize("width", [36, 56, 76])
def test_the_ratings_fit_the_line(width: int) -> None:
    content = faces.ratings(PREVIEWS, Rating.GOOD, width)
    assert content.cell_length <= width or width == 36
    assert all(f"{rating.value} {rating.name.lower()}" in content.plain for rating in Rating)


def test_the_ratings_in_full() -> None:
    content = faces.ratings(PREVIEWS, Rating.GOOD, 76)
    assert content.plain == "1 again  1 min    2 hard  6 min    [3 good  10 min]    4 easy  8 d"
    assert {action for _, action in pressed(content)} == {f"rate({value})" for value in (1, 2, 3, 4)}


@given(
    st.lists(st.integers(0, 36_500 * DAY), min_size=4, max_size=4),
    st.sampled_from(Rating),
    st.sampled_from([56, 76]),
)
def test_ratings_of_any_length_fit_sixty_and_eighty_columns(
    waits: list[int], proposed: Rating, width: int
) -> None:
    content = faces.ratings(dict(zip(Rating, sorted(waits), strict=True)), proposed, width)
    assert content.cell_length <= width
    assert content.plain.count("[") == 1
    assert f"[{proposed.value} {proposed.name.lower()}" in content.plain
