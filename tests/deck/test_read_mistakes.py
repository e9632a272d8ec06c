"""Every mistake is told once, at its place, in the words of the file."""

from __future__ import annotations

from textwrap import dedent

import pytest
from mistakes import CHOICE, CLAIM, CLASSIFY, CLOZE, FIRST, HEAD, LAST, MISTAKES, QUIZ, RECALL, problems

from offbook.deck.problems import Level
from offbook.deck.read import parse


@pytest.mark.parametrize("body", [RECALL, CLOZE, CHOICE, CLAIM, CLASSIFY, QUIZ + CLAIM])
def test_a_sound_card_has_no_problems(body: str) -> None:
    assert problems(HEAD + body) == []


@pytest.mark.parametrize(("body", "below", "column", "message"), MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_told_once_at_its_place(body: str, below: int, column: int, message: str) -> None:
    expected = [(FIRST + below, column, f"error: {message}")]
    assert problems(f"{HEAD}{body}\n{LAST}") == expected
    assert problems(f"{HEAD}{body}\n{LAST}".replace("\n", "\r\n")) == expected


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        (RECALL, (1, 1), 'a deck needs "title"; write title = "Capitals"'),
        ("titel = 'x'\n" + RECALL, (1, 1), 'unknown key "titel" on a deck; did you mean "title"?'),
        ("title = 'x'\ncard = 1\n" + RECALL, (2, 1), 'unknown key "card" on a deck; did you mean "cards"?'),
        ("title = 'x'\nid = 'a b'\n" + RECALL, (2, 6), '"id" must be one word, without spaces and slashes'),
        ("title = 'x'\nid = '../x'\n" + RECALL, (2, 6), '"id" must be one word, without spaces and slashes'),
        ("title = 'x'\nformat = '1'\n" + RECALL, (2, 10), '"format" must be 1, not text'),
        ("title = 'x'\nformat = 0\n" + RECALL, (2, 10), '"format" must be 1, not a whole number'),
        (
            "title = 'x'\n[cards]\nfront = 'x'\n",
            (2, 2),
            "cards is a list of tables, not a table; write [[cards]], with two brackets",
        ),
        ("title = 'x'\ncards = 'x'\n", (2, 1), "cards is a list of tables, not text"),
        ("title = 'x'\ncards = ['x']\n", (2, 10), "a card is a table under [[cards]], not text"),
        ("title = 'x'\nsides = ['a']\n" + RECALL, (2, 9), "sides are tables, as in [sides.left], not a list"),
        ("title = 'x'\n" + CLASSIFY, (4, 8), 'side "left" is not declared; add a table [sides.left]'),
        (
            "title = 'x'\n[sides.'']\n[sides.a]\n[sides.b]\n" + RECALL,
            (2, 8),
            'a side cannot be called ""; use letters',
        ),
    ],
)
def test_a_mistake_at_the_top_is_told_and_the_cards_are_kept(
    text: str, place: tuple[int, int], message: str
) -> None:
    assert problems(text) == [(*place, f"error: {message}")]
    deck = parse(text, "x.toml", "x").deck
    assert deck is not None
    assert len(deck.cards) == text.count(RECALL)


def test_a_deck_of_a_newer_format_is_not_guessed_at() -> None:
    reading = parse("title = 'x'\nformat = 2\nbeams = 'new'\n" + RECALL, "x.toml", "x")
    assert reading.deck is None
    assert [(one.line, one.column, one.message) for one in reading.problems] == [
        (2, 10, "this deck is written for a newer Offbook: format 2, where this one reads 1; update Offbook")
    ]


def test_the_good_cards_of_a_bad_deck_are_kept() -> None:
    text = HEAD + RECALL + CLAIM.replace("true", "1") + CHOICE + QUIZ + "target = 80\n" + CLASSIFY
    reading = parse(text, "x.toml", "x")
    assert reading.deck is not None
    assert [type(card).__name__ for card in reading.deck.cards] == ["Recall", "Choice", "Classify"]
    assert [card.facts.index for card in reading.deck.cards] == [0, 2, 3]
    assert reading.deck.quizzes == ()
    assert reading.errors == 2


def test_a_side_and_a_concept_that_are_wrong_in_part_keep_their_cards() -> None:
    text = HEAD + "[sides.up]\nkey = 12\n[[concepts]]\nid = 'high'\nname = 3\n"
    text += CLASSIFY.replace('"left"', '"up"') + "concept = 'high'\n"
    reading = parse(text, "x.toml", "x")
    assert [one.message.split()[0] for one in reading.problems] == ['"key"', '"name"']
    assert reading.deck is not None
    assert [card.facts.concept for card in reading.deck.cards] == ["high"]
    assert [side.key for side in reading.deck.sides] == ["l", "r", "u"]


THIRTEEN = dedent(
    '''\
    title = "Thirteen mistakes"
    sides = { left = { name = "Left" }, right = { nmae = "Right" } }
    concepts = [
      { id = "turn" },
      { id = "walk", contrast = "trun" },
    ]
    quizzes = [{ name = "All", questions = 5, target = 80 }]

    [[cards]]
    front = """
    [[cards]]
    Where does it stand?
    """
    back = """ \\
       """

    [[cards]]
    ask = "Which one?"
    right = "This"
    wrnog = ["That", "Those"]

    [[cards]]
    ask = "And which here?"
    right = "This"
    wrong = [ "That",   # fair
              { text = "Those", wy = "because" },
              "This" ]

    [[cards]]
    claim.text = "A dotted key."
    holds = true

    [[cards]]
    statement = "It goes up."
    side = "up"
    concept = "turn"

    [[cards]]
    cloze = \'\'\'A text
    over {{ two lines.\'\'\'

    [[cards]]
    claim = "Fine."
    holds = true
    [cards.why]
    text = "a table"

    [[cards]]
    claim = "Fine, too."
    "holds" = "false"

    [[cards]]
    claim = "Good."
    holds = false

    [[cards]]
    claim = "Good."
    holds = true
    '''
)


def test_a_deck_with_thirteen_mistakes_reports_thirteen_problems() -> None:
    reading = parse(THIRTEEN, "decks/mine.toml", "mine")
    assert [str(problem) for problem in reading.problems] == [
        'decks/mine.toml:2:47: error: unknown key "nmae" on a side; did you mean "name"?',
        'decks/mine.toml:5:29: error: concept "trun" is not declared; did you mean "turn"?',
        'decks/mine.toml:7:52: error: "target" is a share, from 0 to 1; 80 % is written 0.8',
        'decks/mine.toml:14:8: error: "back" is empty',
        'decks/mine.toml:20:1: error: unknown key "wrnog" on a choice card; did you mean "wrong"?',
        'decks/mine.toml:26:29: error: unknown key "wy" on an option; did you mean "why"?',
        'decks/mine.toml:27:11: error: the option "This" is a right answer, too; change one of the two',
        'decks/mine.toml:30:14: error: "claim" must be text in quotes, as in "…", not a table',
        'decks/mine.toml:35:8: error: side "up" is not declared; this deck has left, right',
        "decks/mine.toml:39:9: error: a gap opens with {{ and never closes; end it with }}",
        'decks/mine.toml:45:1: error: "why" must be text in quotes, as in "…", not a table',
        'decks/mine.toml:50:11: error: "holds" must be true or false, without quotes, not text',
        "decks/mine.toml:57:9: error: this card asks the same as the card on line 52; give one of them an id",
    ]
    assert {problem.level for problem in reading.problems} == {Level.ERROR}
    assert reading.deck is not None
    assert [card.facts.index for card in reading.deck.cards] == [8]
