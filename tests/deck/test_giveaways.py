"""A card that states what another asks for is told; one that only uses the word is not."""

from __future__ import annotations

import pytest

from offbook.deck import giveaways as module
from offbook.deck.problems import Code
from offbook.deck.read import parse

HEAD = 'title = "x"\n[sides.left]\n[sides.right]\n'
ASKED = "front = 'Which river flows through Lyon and Avignon?'\nback = 'The Rhone'"


def told(*cards: str, concept: str = "concept = 'c'\n") -> list[tuple[int, str]]:
    """The giveaways of a deck of cards of one concept: the line, and what is said."""
    text = HEAD + "".join(f"[[cards]]\n{concept}{one}\n" for one in cards)
    found = parse(text, "x", "x", thorough=True).problems
    return [(one.line, one.message) for one in found if one.code == Code.GIVEN_AWAY]


@pytest.mark.parametrize(
    "telling",
    [
        "claim = 'Through Lyon, then Avignon, flows the river: the Rhone.'\nholds = true",
        "front = 'The Rhone, a river, flows through Lyon and Avignon. Where to?'\nback = 'the sea'",
        "ask = 'Through Lyon and Avignon flows the river Rhone. To?'\nright = 'a'\nwrong = ['b', 'c']",
        "statement = 'Through Lyon and Avignon flows the river called the Rhone.'\nside = 'left'",
        "cloze = 'The river that flows through Lyon and Avignon, the Rhone, is {{long}}.'",
    ],
)
def test_an_answer_that_another_question_states_is_told(telling: str) -> None:
    line = HEAD.count("\n") + 4 + 3
    said = 'this tells "The Rhone", the answer of the card on line 4; ask without it'
    assert told(ASKED, telling) == [(line, said)]
    assert told(ASKED, telling, concept="") == [], "they are two things to know"


def test_the_gap_of_a_text_is_found_too() -> None:
    ((_, said),) = told(
        "cloze = 'Rehearsal is spread over {{several days}} rather than one.'",
        "claim = 'Rather than over one, rehearsal is spread over several days.'\nholds = true",
    )
    assert said.startswith('this tells "several days"')


@pytest.mark.parametrize(
    "harmless",
    [
        "claim = 'Lyon and Avignon: the river that flows through is the Rhone.'\nholds = false",
        "claim = 'The Rhone ends in the sea.'\nholds = true",
        "claim = 'Through Lyon and Avignon flows the river called the Rhonelle.'\nholds = true",
        "front = 'Which river flows through Geneva and Avignon?'\nback = 'the Rhone, too'",
    ],
)
def test_an_answer_that_is_only_mentioned_is_not(harmless: str) -> None:
    assert told(ASKED, harmless) == []


@pytest.mark.parametrize(
    ("front", "back", "claim"),
    [
        ("Is the dry dock full?", "yes", "Yes, the dry dock is full."),
        ("How many dry docks are full?", "3", "Of the dry docks, 3 are full."),
        (
            "What do dry docks do?",
            "they hold every ship that is mended",
            "Dry docks: they hold every ship that is mended.",
        ),
    ],
)
def test_short_words_and_long_answers_are_no_giveaway(front: str, back: str, claim: str) -> None:
    assert told(f"front = '{front}'\nback = '{back}'", f"claim = '{claim}'\nholds = true") == []


def test_gaps_of_one_text_do_not_give_each_other_away() -> None:
    assert told("cloze = 'A river flows: the {{Rhone}}. A river flows: the {{Rhine}}.'") == []


def test_a_card_is_told_once() -> None:
    asked = "front = 'Where does the river Rhone rise?'\nback = '{}'"
    telling = "claim = 'The river Rhone does rise in Valais, in Switzerland.'\nholds = true"
    assert len(told(asked.format("in Valais"), telling)) == 1
    assert len(told("cloze = 'The river Rhone does rise in {{Valais}}, in {{Switzerland}}.'", telling)) == 1


def test_the_work_for_an_answer_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    tells = module._tells

    def counted(said: module._Said, secret: module._Secret) -> bool:
        nonlocal looked
        looked += 1
        return tells(said, secret)

    monkeypatch.setattr(module, "_tells", counted)
    told(*(f"front = 'River {number}, the Rhone?'\nback = 'Rhone {number}'" for number in range(100)))
    told(*(f"front = 'River {number}, the Rhone?'\nback = 'Rhone'" for number in range(100)))
    assert 0 < looked <= 2 * 100 * module.MOST_COMPARED
