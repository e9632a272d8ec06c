"""Cards that ask the same twice are told, and those that are alike on purpose are not."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck import likeness
from offbook.deck.likeness import wording
from offbook.deck.problems import Code
from offbook.deck.read import parse

HEAD = 'title = "x"\n[sides.left]\n[sides.right]\n'


def told(*cards: str) -> list[tuple[int, str]]:
    """The twins of a deck of cards: which card, from 1, and what is said."""
    text = HEAD + "".join(f"[[cards]]\n{one}\n" for one in cards)
    found = parse(text, "x", "x", thorough=True).problems
    lines = [place for place, line in enumerate(text.split("\n"), 1) if line == "[[cards]]"]
    return [
        (sum(line <= one.line for line in lines), one.message) for one in found if one.code == Code.TWIN_CARDS
    ]


def recall(front: str, back: str) -> str:
    return f"front = '{front}'\nback = '{back}'"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            recall("Which four activities make up the process of performance?", "plan, do, watch, judge"),
            recall("Name the four activities of the process of performance.", "plan, do, watch, judge"),
        ),
        (
            recall("What is the capital of France?", "Paris"),
            recall("Which is the capital of France", "paris."),
        ),
        (
            "ask = 'Which planets have rings?'\nright = ['Saturn', 'Uranus']\nwrong = ['Venus', 'Mars']",
            "ask = 'Which planet has rings?'\nright = ['Uranus', 'Saturn']\nwrong = ['Mercury', 'Mars']",
        ),
        (
            "cloze = 'Water boils at {{100}} degrees at the level of the sea.'",
            "cloze = 'At the level of the sea, water boils at {{100}} degrees.'",
        ),
        (
            "claim = 'A tomato is a fruit to every botanist.'\nholds = true",
            "claim = 'To every botanist, the tomato is a fruit.'\nholds = true",
        ),
    ],
)
def test_what_asks_nearly_the_same_is_told(one: str, other: str) -> None:
    ((card, message),) = told(one, "claim = 'Rain is wet.'\nholds = true", other)
    assert card == 3
    assert message == (
        "this asks nearly the same as the card on line 4; keep one of them, or give both the same pair"
    )
    assert told(one + "\npair = 'p'", other + "\npair = 'p'") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            recall("What is the currency of Germany?", "the euro"),
            recall("What is the currency of France?", "the euro"),
        ),
        (
            recall("In which country is the city of Rio?", "Brazil"),
            recall("In which country is the city of Ica?", "Brazil"),
        ),
        (recall("What is the square of 2?", "even"), recall("What is the square of 4?", "even")),
        (
            recall("What is the capital of France?", "Paris"),
            recall("What is the capital of Spain?", "Madrid"),
        ),
        (recall("essen", "to eat"), recall("Essen", "a meal")),
        (recall("What does `a[1:]` give?", "a list"), recall("What does `a[:1]` give?", "a list")),
        (recall("How much is (a + b) * c?", "x"), recall("How much is a + (b * c)?", "x")),
        (recall("How much is 5!", "120"), recall("How much is 5?", "5")),
        (recall("Who wrote Hamlet?", "Shakespeare"), recall("Who wrote Macbeth?", "Shakespeare")),
        (
            "claim = 'Iron melts before tin does.'\nholds = false",
            "claim = 'Tin melts before iron does.'\nholds = true",
        ),
        (
            "statement = 'She plans the week for the team.'\nside = 'left'",
            "statement = 'She runs the week for the shop.'\nside = 'left'",
        ),
        (recall("कि क्या है", "a"), recall("की क्या है", "b")),
        (recall("日本の首都は", "東京"), recall("日本の通貨は", "円")),
        (
            "cloze = '{{Iron}} and {{tin}} melt at once.'",
            "claim = 'Iron and tin melt at once.'\nholds = false",
        ),
        (recall("Which?", "a"), recall("When?", "a")),
    ],
)
def test_what_only_looks_alike_is_left_alone(one: str, other: str) -> None:
    assert told(one, other) == []


def test_the_gaps_of_one_text_are_no_twins() -> None:
    assert told("cloze = 'The colours are {{red}} and {{red}}.'") == []


def test_one_question_with_two_answers_is_told_as_what_it_is() -> None:
    first, second = recall("Where is Troy?", "in Turkey"), recall("Where is Troy", "in New York")
    assert told(first, second) == [
        (
            2,
            (
                "another answer belongs to the same question in the card on line 4;"
                " say in both what tells them apart"
            ),
        )
    ]


def test_each_card_is_told_of_one_twin() -> None:
    fronts = (
        "Which sea salts the air of Lima?",
        "Which sea salts the air in Lima?",
        "What sea salts air of Lima?",
    )
    assert [card for card, _ in told(*(recall(front, "the Pacific") for front in fronts))] == [2, 3]


def test_words_are_compared_without_case_and_endings_and_names_are_known() -> None:
    found = wording("The learners learned, and Lima's 3 learners (of NASA) are learning.")
    assert found.roots == {"learner", "learn", "lima", "3", "nasa"}
    assert found.names == {"lima", "3", "nasa"}
    assert wording("Paris").names == frozenset()


words = st.lists(
    st.sampled_from(["red", "green", "blue", "cyan", "teal", "Rome", "Oslo", "not", "the", "1"]),
    min_size=1,
    max_size=7,
)


@given(st.lists(st.tuples(words, st.sampled_from("xyz")), min_size=2, max_size=8))
def test_with_few_cards_none_is_missed_for_speed(asked: list[tuple[list[str], str]]) -> None:
    cards = [
        recall(" ".join(words), back) for words, back in {" ".join(w): (w, b) for w, b in asked}.values()
    ]
    # Where a card has several twins, which of them is named depends on the order of looking.
    assert [card for card, _ in told(*cards)] == [card for card, _ in told_by_all_pairs(*cards)]


def told_by_all_pairs(*cards: str) -> list[tuple[int, str]]:
    """The same without the index of rare words."""

    def every(one: likeness._Asked, alike: object, _spread: object) -> list[likeness._Asked]:
        assert isinstance(alike, dict)
        return list({id(x): x for key, held in alike.items() for x in held if key[1] == one.answer}.values())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "_candidates", every)
        return told(*cards)


def test_the_work_for_a_card_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    closeness = likeness._is_close

    def counted(one: likeness._Asked, other: likeness._Asked, spread: object) -> bool:
        nonlocal compared
        compared += 1
        return closeness(one, other, spread)  # type: ignore[arg-type]

    monkeypatch.setattr(likeness, "_is_close", counted)
    chance = random.Random(7)
    few = [f"word{number}" for number in range(60)]
    cards = [recall(" ".join(chance.sample(few, 8)), "yes") for _ in range(400)]
    told(*cards)
    assert 0 < compared <= 400 * likeness.MOST_COMPARED
