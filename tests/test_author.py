"""A learner's history is kept through every edit of a deck, and never carried over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes import World, write_decks
from offbook.author import Author
from offbook.clock import DAY
from offbook.deck.cards import CardKey, DeckId
from offbook.deck.fix import Mended, mended
from offbook.learning.standing import Standing

FRANCE = '[[cards]]\nfront = "Which city is the capital of France?"\nback = "Paris"\n'
PERU = '[[cards]]\nfront = "Which city is the capital of Peru?"\nback = "Lima"\n'
NAMED = '[[cards]]\nid = "chad"\nfront = "Which city is the capital of Chad?"\nback = "N\'Djamena"\n'
ASKS = 'front = "Which city is the capital of France?"'
TITLE = 'title = "Capitals"\n'


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Three cards, each studied once."""
    world = World(tmp_path, {"sample": TITLE + FRANCE + PERU + NAMED})
    world.study()
    yield world
    world.journal.close()


def author(world: World) -> Author:
    world.trainer.library.look_again()
    return world.trainer.author


def keys(world: World, deck: str = "sample") -> list[CardKey]:
    world.trainer.library.look_again()
    found = world.trainer.library.deck(DeckId(deck))
    assert found
    return [card.facts.key for card in found.cards]


def test_while_nothing_is_reworded_nothing_strays(world: World) -> None:
    assert author(world).strays() == ()
    world.rewrite('back = "Paris"', 'back = "Paris, on the Seine"\nwhy = "Since Clovis."')
    assert author(world).strays() == (), "an answer and its reason cost no history"
    world.rewrite("capital of Chad?", "capital city of Chad?")
    assert author(world).strays() == (), "what has an id keeps it"


def test_a_reworded_card_is_shown_as_it_was_and_as_it_is(world: World) -> None:
    old = keys(world)[0]
    world.rewrite("Which city is the capital of France?", "What is the capital city of France?")
    (found,) = author(world).strays()
    assert (found.was.key, found.now.key) == (old, keys(world)[0])
    assert found.was.prompt == "Which city is the capital of France?"
    assert found.now.prompt == "What is the capital city of France?"
    assert found.same_answer


def test_a_history_is_carried_over_once_it_is_confirmed_and_can_be_given_back(world: World) -> None:
    old = keys(world)[0]
    kept = world.journal.standing(old)
    world.rewrite("Which city is the capital of France?", "What is the capital city of France?")
    new = keys(world)[0]
    (found,) = author(world).strays()
    assert world.journal.standing(new) == Standing(), "nothing happens in silence"

    author(world).carry(found, world.clock())
    assert world.journal.standing(new) == kept
    assert world.journal.standing(old) == Standing()
    assert author(world).strays() == ()
    assert len(world.journal.reviews(new)) == 1

    (carrying,) = author(world).carried()
    assert (carrying.was, carrying.now) == (old, new)
    author(world).give_back(carrying, world.clock())
    assert world.journal.standing(old) == kept
    assert author(world).carried() == ()
    assert author(world).strays() == (found,)


def test_an_undone_wording_takes_its_history_back(world: World) -> None:
    kept, was, is_now = world.journal.standing(keys(world)[0]), "Which city is the", "What is the"
    world.rewrite(f"{was} capital of France", f"{is_now} capital of France")
    author(world).carry(author(world).strays()[0], world.clock())
    world.rewrite(f"{is_now} capital of France", f"{was} capital of France")
    (found,) = author(world).strays()
    author(world).carry(found, world.clock())
    assert world.journal.standing(keys(world)[0]) == kept


def test_what_was_studied_since_is_joined_with_what_was_known_before(world: World) -> None:
    old = keys(world)[0]
    world.rewrite("Which city is the capital of France?", "What is the capital city of France?")
    (found,) = author(world).strays()
    world.clock.advance(3 * DAY)
    world.study()
    assert author(world).strays() == (), "a card that was met by itself is another one"
    author(world).carry(found, world.clock())
    assert len(world.journal.reviews(keys(world)[0])) == 2
    assert world.journal.replay()[keys(world)[0]] == world.journal.standing(keys(world)[0])
    assert old not in world.journal.replay()


def test_cards_that_moved_to_another_deck_are_recognised_by_their_names(world: World) -> None:
    nameless, named = keys(world)[0], keys(world)[2]
    write_decks(world.root, {"sample": TITLE + PERU, "other": TITLE + FRANCE + NAMED})
    found = author(world).strays()
    assert {(one.was.key, one.now.key.deck) for one in found} == {(nameless, "other"), (named, "other")}
    for one in found:
        author(world).carry(one, world.clock())
    assert all(world.journal.standing(key).progress.reviews == 1 for key in keys(world, "other"))
    assert sum(day.reviews for day in world.journal.study_days(DeckId("other"))) == 2
    assert sum(day.reviews for day in world.journal.study_days(DeckId("sample"))) == 1


def test_an_id_written_by_hand_parts_a_card_from_its_history_and_one_that_fix_writes_does_not(
    world: World,
) -> None:
    world.rewrite(f"[[cards]]\n{ASKS}", f'[[cards]]\nid = "f"\n{ASKS}')
    (found,) = author(world).strays()
    assert found.is_move
    world.rewrite('id = "f"\n', "")
    assert author(world).strays() == ()
    written = mended(world.path().read_text(encoding="utf-8"), "sample")
    assert isinstance(written, Mended)
    assert written.ids == 2
    world.path().write_text(written.text, encoding="utf-8")
    assert author(world).strays() == ()


def test_a_deck_whose_file_was_renamed_keeps_everything(world: World) -> None:
    world.path().rename(world.path("renamed"))
    found = author(world).strays()
    assert [one.was.key.card for one in found] == [one.now.key.card for one in found]
    assert len(found) == 3
    for one in found:
        author(world).carry(one, world.clock())
    assert author(world).strays() == ()
    assert world.journal.study_days(DeckId("sample")) == []


def test_a_card_that_cannot_be_read_just_now_has_lost_nothing(world: World) -> None:
    world.rewrite('front = "Which city is the capital of France?"', "front = 7")
    world.rewrite("capital of Peru?", "capital of Peru, today?")
    assert author(world).strays() == ()


def test_a_card_that_was_taken_out_and_one_that_is_new_are_not_one(world: World) -> None:
    write_decks(world.root, {"sample": TITLE + PERU + NAMED + '[[cards]]\nfront = "Who?"\nback = "Nobody"\n'})
    assert author(world).strays() == ()
