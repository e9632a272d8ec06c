"""What follows an answer: the verdict, the right answer, what was typed held against it, the contrast."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual.content import Content

from makers import SIDES, choice, claim, classify, cloze, recall
from offbook.deck.answers import Answer, Held, Picked, Sided, Thought, Typed, Verdict, judge
from offbook.deck.cards import Card, Concept, ConceptId, SideId
from offbook.tui import feedback
from offbook.tui.faces import Outcome

LIST = recall(back="sun, planet", parts=("sun", "planet"))


def outcome(card: Card, given: Answer) -> Outcome:
    return Outcome(given, judge(card, given))


@pytest.mark.parametrize(
    ("card", "answer", "told"),
    [
        (recall(), Thought(), ""),
        (recall(), Typed(("Paris",)), "✔ Right."),
        (recall(), Typed(("Pariss",)), "✔ Right. Mind the spelling."),
        (recall(), Typed(("Rome",)), "✘ Not quite."),
        (recall(parts=("a", "b"), back="a, b"), Typed(("a",)), "◐ Partly right."),
        (cloze(), Typed(("quick",)), "✔ Right."),
        (cloze(), Typed(("",)), "✘ Not quite."),
        (cloze(asked=(0, 1)), Typed(("quick", "red")), "◐ Partly right."),
        (choice(), Picked(frozenset(["yes"])), "✔ Right."),
        (choice(), Picked(frozenset(["no"])), "✘ Not quite."),
        (claim(), Held(holds=True), "✔ Right."),
        (claim(), Held(holds=False), "✘ Not quite. The claim holds."),
        (claim(holds=False), Held(holds=True), "✘ Not quite. The claim does not hold."),
        (classify(), Sided(SideId("left")), "✔ Right."),
        (classify(), Sided(SideId("right")), "✘ Not quite. It is Left, not Right."),
    ],
)
def test_the_verdict(card: Card, answer: Answer, told: str) -> None:
    assert feedback.verdict(card, outcome(card, answer), SIDES).plain == told


def test_an_overruled_verdict_is_the_learners() -> None:
    assert feedback.verdict(recall(), Outcome(Typed(("R",)), Verdict(1.0), overruled=True), ()).plain == (
        "✔ Right, as you say."
    )


@pytest.mark.parametrize(
    ("card", "answer", "told"),
    [
        (recall(), Thought(), "Paris"),
        (recall(), Typed(("Paris",)), "Paris"),
        (recall(), Typed(("Pariss",)), "You wrote  Pariss\nAnswer     Paris"),
        (recall(), Typed(("Rome",)), "You wrote  Rome\nAnswer     Paris"),
        (recall(back="`heapq`"), Typed(("heapq",)), "heapq"),
        (recall(back="`heapq`"), Typed(("heap",)), "You wrote  heap\nAnswer     heapq"),
        (recall(), Typed((" ",)), "You wrote  nothing\nAnswer     Paris"),
        (recall(), Typed(()), "You wrote  nothing\nAnswer     Paris"),
        (LIST, Thought(), "• sun\n• planet"),
        (replace(LIST, back="The sun, and then the planet."), Thought(), "The sun, and then the planet."),
        (LIST, Typed(("sun, star",)), "You wrote  sun, star\n✔ sun\n✘ planet"),
        (LIST, Typed(("sun\nplanett",)), "You wrote  sun; planett\n✔ sun\n≈ planet"),
        (cloze(), Thought(), ""),
        (cloze(), Typed(("quick",)), ""),
        (cloze(), Typed(("quik",)), "You wrote  quik\nAnswer     quick"),
        (cloze(asked=(0, 1)), Typed(("quick", " ")), "Gap 2   nothing\nAnswer  brown"),
        (
            cloze(asked=(0, 1)),
            Typed(("slow",)),
            "Gap 1   slow\nAnswer  quick\nGap 2   nothing\nAnswer  brown",
        ),
        (choice(), Picked(frozenset(["no"])), ""),
        (claim(), Held(holds=True), ""),
        (classify(), Sided(SideId("left")), ""),
    ],
)
def test_the_answer(card: Card, answer: Answer, told: str) -> None:
    assert feedback.answer(card, outcome(card, answer)).plain == told


def styles(content: Content) -> dict[str, str]:
    return {content.plain[span.start : span.end]: str(span.style) for span in content.spans}


def test_a_difference_is_told_by_more_than_colour() -> None:
    found = styles(feedback.answer(recall(), outcome(recall(), Typed(("Parrs",)))))
    assert "strike" in found["r"]
    assert "underline" in found["i"]


def test_answers_that_have_nothing_in_common_are_not_picked_apart() -> None:
    found = styles(feedback.answer(recall(), outcome(recall(), Typed(("Lyon",)))))
    assert not any("strike" in style or "underline" in style for style in found.values())
    assert "Paris" in found


@pytest.mark.parametrize("text", ["[b]x[/b]", "a [/b] c", "[@click=app.quit]x[/]", "list[int]", "*x*"])
def test_what_was_typed_is_text(text: str) -> None:
    for card in (recall(), cloze(), LIST):
        assert text in feedback.answer(card, outcome(card, Typed((text,)))).plain


def test_the_reason() -> None:
    assert feedback.reason(recall()).plain == "So it is."


def test_the_contrast_stands_beneath_and_hangs() -> None:
    own = Concept(ConceptId("a"), "Learning", "It is acquiring.")
    opposite = Concept(ConceptId("b"), "Performance", "It is executing what was acquired before, on demand.")
    lines = feedback.contrast(own, opposite, 50).plain.split("\n")
    assert lines[0] == "this is   Learning: It is acquiring."
    assert lines[1].startswith("opposite  Performance: It is executing")
    assert lines[2].startswith(" " * 10)
    assert feedback.contrast(own, None, 50).plain == ""
    assert feedback.contrast(None, opposite, 50).plain == ""


def test_a_card_of_a_vanished_side_is_still_shown() -> None:
    told = feedback.verdict(classify(), outcome(classify(), Sided(SideId("gone"))), ())
    assert told.plain == "✘ Not quite. It is left, not gone."
