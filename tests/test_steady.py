"""The decks of a sitting: what a save breaks stays as it was, what is taken out of a sound file is gone."""

from __future__ import annotations

import pytest

from fakes import CLAIM, CLASSIFY, RECALL, SIDES, World, deck_text, write_decks
from offbook.deck.cards import CardId, CardKey, DeckId, SideId
from offbook.steady import Change, Steady

SAMPLE = DeckId("sample")
UNREADABLE = "title = \n"
HALF = f'{deck_text(RECALL)}[[cards]]\nclaim = "Water is'
"""One card is there, another is cut off in the middle; the sides stand before both."""


def cards(decks: Steady) -> set[str]:
    return {key.card for key in decks.cards([SAMPLE])}


def write(world: World, text: str) -> None:
    write_decks(world.root, {"sample": text})


@pytest.fixture
def decks(world: World) -> Steady:
    world.deal(CLASSIFY, CLAIM, RECALL)
    return Steady(world.trainer.library, [SAMPLE])


@pytest.mark.parametrize("head", ["", 'id = "sample"\n'])
@pytest.mark.parametrize("broken", [UNREADABLE, HALF, "\x00", f'{deck_text(RECALL)}[[cards]]\nask = "?"\n'])
def test_a_file_that_a_save_broke_takes_nothing_away(world: World, broken: str, head: str) -> None:
    world.path().rename(world.path("other"))
    text = head + deck_text(CLASSIFY, CLAIM, RECALL)
    name = SAMPLE if head else DeckId("other")
    write_decks(world.root, {"other": text})
    world.trainer.library.look_again()
    decks = Steady(world.trainer.library, [name])
    before = decks.cards([name])
    card = before[CardKey(name, CardId("side"))]
    write_decks(world.root, {"other": broken})
    change = decks.look_again()
    assert change
    assert [(one.path, one.line > 0) for one in change.broken] == [(str(world.path("other")), True)]
    assert decks.cards([name]).keys() == before.keys()
    assert [side.id for side in decks.sides(card)] == [SideId("left"), SideId("right")]
    assert decks.concept(card)
    write_decks(world.root, {"other": f"{text}\n"})
    assert decks.look_again() == Change(mended=(name,))
    assert decks.cards([name]).keys() == before.keys()


def test_it_is_told_once(world: World, decks: Steady) -> None:
    write(world, UNREADABLE)
    assert decks.look_again() != Change()
    write(world, f"{UNREADABLE}\n")
    assert decks.look_again() == Change()
    assert decks.look_again() is None


def test_what_can_be_read_beside_an_error_is_taken_in(world: World, decks: Steady) -> None:
    write(world, HALF.replace("Since Clovis.", "For long."))
    decks.look_again()
    changed = decks.cards([SAMPLE])[CardKey(SAMPLE, CardId("recall"))]
    assert changed.facts.why == "For long."
    assert cards(decks) == {"side", "claim", "recall"}


def test_a_deck_with_errors_from_the_beginning_is_no_news(world: World) -> None:
    write(world, HALF)
    world.trainer.library.look_again()
    decks = Steady(world.trainer.library, [SAMPLE])
    write(world, f"{HALF} ")
    assert decks.look_again() == Change()


def test_what_is_taken_out_of_a_sound_file_is_gone(world: World, decks: Steady) -> None:
    write(world, deck_text(CLAIM, more=SIDES))
    assert decks.look_again() == Change()
    assert cards(decks) == {"claim"}
    world.path().unlink()
    assert decks.look_again() == Change()
    assert decks.deck(SAMPLE) is None


def test_it_notices_what_another_screen_has_seen_already(world: World, decks: Steady) -> None:
    write(world, deck_text(CLAIM))
    assert world.trainer.library.look_again()
    assert decks.look_again() == Change()
    assert cards(decks) == {"claim"}
