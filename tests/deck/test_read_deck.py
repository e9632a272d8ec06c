"""A sound deck becomes cards, concepts, sides and quizzes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from offbook.deck.cards import (
    Blueprint,
    CardId,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    Deck,
    DeckId,
    Facts,
    Gap,
    Option,
    Recall,
    Side,
    SideId,
)
from offbook.deck.read import parse, read

WHOLE = """
title = "Whole"
id = "whole"
summary = "All there is."
source = "Here."
language = "en"
format = 1

[sides.left]
name = "Left"
[sides.right]
key = "G"

[[concepts]]
id = "turn.left"
name = "Turning left"
summary = "It goes left."
topic = "Turns"
side = "left"
contrast = "turn.right"
[[concepts]]
id = "turn.right"

[[quizzes]]
name = "All"
questions = 12
minutes = 2.5
seconds_per_question = 9
target = 0.8
topics = ["Turns"]
sides = ["left"]
forms = ["claim", "classify"]
shuffle = false
feedback = "each"
confidence = true

[[cards]]
id = "r"
front = "What?"
back = "This and that"
parts = ["this", "that"]
typed = true
accept = [["these"], []]
concept = ["turn.left", "turn.right"]
why = "Because."
hint = "Think."
tags = ["one", "two"]
pair = "word"
quiz_only = true

[[cards]]
id = "c"
cloze = "A {{b}} and {{c::d}}."
accept = [["B"], ["C"]]
typed = true
concept = "turn.left"

[[cards]]
id = "t"
cloze = "A {{b}} and {{c}}, too."
together = true

[[cards]]
id = "m"
ask = "Which?"
right = [{ text = "A", why = "It is." }, "B"]
wrong = "C"
pair = "word"

[[cards]]
id = "h"
claim = "So."
holds = false
concepts = ["turn.right"]

[[cards]]
id = "s"
statement = \"\"\"

  code
text
\"\"\"
side = "right"
"""


def deck_of(text: str, stem: str = "stem") -> Deck:
    reading = parse(text, "deck.toml", stem)
    assert reading.errors == 0, reading.problems
    assert reading.deck is not None
    return reading.deck


def facts(card: str, index: int, *concepts: str) -> Facts:
    return Facts(CardKey(DeckId("whole"), CardId(card)), index, tuple(ConceptId(one) for one in concepts))


def test_everything_of_the_format_is_read() -> None:
    gaps = ("A ", Gap("b"), " and ", Gap("c", "d"), ".")
    assert deck_of(WHOLE) == Deck(
        DeckId("whole"),
        "Whole",
        "All there is.",
        "Here.",
        "en",
        (Side(SideId("left"), "Left", "l"), Side(SideId("right"), "right", "g")),
        (
            Concept(
                ConceptId("turn.left"),
                "Turning left",
                "It goes left.",
                "Turns",
                SideId("left"),
                ConceptId("turn.right"),
            ),
            Concept(ConceptId("turn.right"), "turn.right"),
            Concept(ConceptId("t"), "A … and …, too."),
            Concept(ConceptId("m"), "Which?"),
            Concept(ConceptId("s"), "code text"),
        ),
        (
            Blueprint(
                "All",
                12,
                2.5,
                9.0,
                0.8,
                ("Turns",),
                (SideId("left"),),
                ("claim", "classify"),
                shuffle=False,
                feedback="each",
                confidence=True,
            ),
        ),
        (
            Recall(
                replace(
                    facts("r", 0, "turn.left", "turn.right"),
                    why="Because.",
                    hint="Think.",
                    tags=("one", "two"),
                    pair="word",
                    quiz_only=True,
                ),
                "What?",
                "This and that",
                ("this", "that"),
                typed=True,
                accept=(("these",), ()),
            ),
            Cloze(facts("c.1", 1, "turn.left"), gaps, (0,), typed=True, accept=(("B",),)),
            Cloze(facts("c.2", 1, "turn.left"), gaps, (1,), typed=True, accept=(("C",),)),
            Cloze(facts("t", 2, "t"), ("A ", Gap("b"), " and ", Gap("c"), ", too."), (0, 1)),
            Choice(
                replace(facts("m", 3, "m"), pair="word"),
                "Which?",
                (Option("A", "It is."), Option("B")),
                (Option("C"),),
            ),
            Claim(facts("h", 4, "turn.right"), "So.", holds=False),
            Classify(facts("s", 5, "s"), "  code\ntext", SideId("right")),
        ),
    )


def test_the_smallest_deck_takes_its_id_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "capitals.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "Capitals"\r\n[[cards]]\r\nfront = "France"\r\nback = "Paris"\r\n')
    reading = read(path)
    assert reading.problems == ()
    assert reading.deck is not None
    (card,) = reading.deck.cards
    assert isinstance(card, Recall)
    assert (reading.deck.id, card.front, card.back) == ("capitals", "France", "Paris")
    assert str(card.facts.concept) == str(card.facts.key.card)
    assert reading.deck.concepts == (Concept(card.facts.concept, "France"),)


@pytest.mark.parametrize(
    ("accept", "groups"),
    [("'one'", (("one",),)), ("['one', 'two']", (("one", "two"),)), ("[['one']]", (("one",),)), ("[]", ())],
)
def test_other_spellings_of_one_answer_may_be_a_flat_list(
    accept: str, groups: tuple[tuple[str, ...], ...]
) -> None:
    recall = f"[[cards]]\nfront = 'a'\nback = 'b'\naccept = {accept}\n"
    cloze = f"[[cards]]\ncloze = '{{{{c}}}}'\naccept = {accept}\n"
    for card in deck_of(f"title = 't'\n{recall}{cloze}").cards:
        assert isinstance(card, Recall | Cloze)
        assert card.accept == groups


@pytest.mark.parametrize(
    ("side", "key"),
    [
        ("[sides.alpha]", "a"),
        ("[sides.alpha]\nname = '« Zed »'", "z"),
        ("[sides.alpha]\nname = 'Été'", "a"),
        ("[sides.alpha]\nname = 'Zed'\nkey = 'Q'", "q"),
        ("[sides.'日本']\nname = '東'", "東"),
        ("[sides.'1st']", "1"),
    ],
)
def test_a_side_answers_to_a_letter_that_can_be_typed(side: str, key: str) -> None:
    assert deck_of(f"title = 't'\n{side}\n").sides[0].key == key


def test_concepts_without_a_declaration_are_made_as_they_are_named() -> None:
    first = "[[cards]]\nclaim = 'a'\nholds = true\nconcept = 'x'\n"
    second = "[[cards]]\nclaim = 'b'\nholds = true\nconcept = ['y', 'x']\n"
    deck = deck_of(f"title = 't'\n{first}{second}")
    assert [concept.id for concept in deck.concepts] == ["x", "y"]
    assert deck.cards[1].facts.concepts == ("y", "x")


def test_text_is_text_whatever_it_looks_like() -> None:
    for text in ("list[int]", "a [/b] c", "[@click=app.quit]x[/]", "🇫🇷 אבג", "`{{x}}` \\frac{a}{b}"):
        deck = deck_of(f"title = 't'\n[[cards]]\nfront = '''{text}'''\nback = '''{text}!'''\n")
        (card,) = deck.cards
        assert isinstance(card, Recall)
        assert (card.front, card.back) == (text, f"{text}!")


def test_names_stay_on_one_line() -> None:
    text = "title = 'A\\tB'\n[sides.a]\nname = ' A\\n B '\n[sides.b]\n"
    text += '[[concepts]]\nid = "c"\nname = "C\\nD"\ntopic = "E\\nF"\n'
    text += '[[quizzes]]\nname = "G\\n H"\ntopics = ["E F"]\n[[cards]]\nclaim = "x"\nholds = true\n'
    deck = deck_of(text.replace("'", '"'))
    assert (deck.title, deck.sides[0].name) == ("A B", "A B")
    assert (deck.concepts[0].name, deck.concepts[0].topic) == ("C D", "E F")
    assert (deck.quizzes[0].name, deck.quizzes[0].topics) == ("G H", ("E F",))
