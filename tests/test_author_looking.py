"""Looking for reworded cards costs nothing while nothing has changed, and decides nothing by itself."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from fakes import FULL_DISK, BrittleJournal, World, write_decks
from offbook.author import Author
from offbook.deck.cards import Deck, DeckId
from offbook.errors import JournalError
from offbook.learning.sitting import Mark, PutOff
from offbook.library import Library
from offbook.tui import searching

QUESTIONS = {
    "Which city is the capital of France?": "Paris",
    "Which city is the capital of Peru?": "Lima",
    "Which river runs through Rome?": "Tiber",
}


def deck(questions: dict[str, str]) -> str:
    cards = (f'[[cards]]\nfront = "{front}"\nback = "{back}"\n' for front, back in questions.items())
    return 'title = "Sample"\n' + "".join(cards)


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[World]:
    """Three cards, each studied once, in a journal on the disk."""
    journal = BrittleJournal.open(tmp_path / "journal.db")
    world = World(tmp_path, {"sample": deck(QUESTIONS)}, journal=journal)
    world.study()
    yield world
    world.journal.close()


def reword(world: World, **renamed: str) -> Author:
    """Ask all three another way, ``renamed`` by their answers."""
    told = {renamed.get(back, front.replace("Which", "What")): back for front, back in QUESTIONS.items()}
    write_decks(world.root, {"sample": deck(told)})
    world.trainer.library.look_again()
    return world.trainer.author


def is_known(author: Author) -> bool:
    return author.known is not None


def test_while_every_card_is_there_no_deck_is_opened(learner: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(_: Library, name: DeckId) -> Deck | None:
        raise AssertionError(f"{name} was opened")

    monkeypatch.setattr(Library, "deck", opened)
    assert learner.trainer.author.strays() == ()


def test_nothing_is_looked_for_twice_while_nothing_changes(learner: World) -> None:
    author = reword(learner)
    assert not is_known(author)
    found = author.look()
    assert len(found.strays) == 3
    assert author.look() is found
    assert author.known is found
    learner.trainer.library.look_again()
    assert author.known is found


def test_an_edit_an_answer_and_a_word_each_ask_for_another_look(learner: World) -> None:
    author = reword(learner)
    (first, *_) = author.look().strays
    author.part(first)
    assert not is_known(author)
    author.look()
    author.carry(author.strays()[0], learner.clock())
    assert not is_known(author)
    author.look()
    reword(learner, Paris="Which city is France's capital?")
    assert not is_known(author)


def test_another_thread_finds_the_same(learner: World) -> None:
    author = reword(learner)
    looking = author.looking()
    assert looking
    found = asyncio.run(searching.look(author))
    assert found == looking() == author.look()
    assert author.known is found
    assert asyncio.run(searching.look(author)) is found


def test_a_deck_outside_the_folders_is_found_from_another_thread(learner: World, tmp_path: Path) -> None:
    learner.path().rename(tmp_path / "elsewhere.toml")
    learner.trainer.library.find(str(tmp_path / "elsewhere.toml"))
    found = asyncio.run(searching.look(learner.trainer.author))
    assert {one.now.key.deck for one in found.strays} == {"elsewhere"}
    assert all(one.is_move for one in found.strays)


def test_a_journal_in_memory_is_looked_through_where_it_is(world: World) -> None:
    assert world.trainer.author.looking() is None
    assert asyncio.run(searching.look(world.trainer.author)).strays == ()


def test_what_is_not_the_same_is_not_proposed_again_and_nothing_is_written(learner: World) -> None:
    author, before = reword(learner), learner.journal.position
    for one in author.strays():
        author.part(one)
        assert one.pair not in {other.pair for other in author.strays()}
    assert learner.journal.position == before
    assert len(learner.begin_anew().author.strays()) == 3, "the next start asks again"


def test_of_a_pair_that_is_not_one_each_half_may_belong_elsewhere(learner: World) -> None:
    told = {"Which city is the capital of France now?": "Paris", "Which city is the capital?": "Paris"}
    write_decks(learner.root, {"sample": deck(told)})
    learner.trainer.library.look_again()
    author = learner.trainer.author
    (first,) = (one for one in author.strays() if "France" in one.was.prompt)
    author.part(first)
    (second,) = (one for one in author.strays() if "France" in one.was.prompt)
    assert (first.now.prompt, second.now.prompt) == tuple(told)


def test_several_are_carried_over_at_once_and_given_back_one_by_one(learner: World) -> None:
    author = reword(learner)
    author.carry_all(author.strays(), learner.clock())
    assert author.strays() == ()
    carried = author.carried()
    assert len({one.action for one in carried}) == 3
    assert all(one.asked.replace("Which", "What") == one.asks for one in carried)
    author.give_back(carried[1], learner.clock())
    assert author.carried() == (carried[0], carried[2])
    assert [one.was.key for one in author.strays()] == [carried[1].was]


def test_a_disk_that_takes_nothing_takes_none_of_several(learner: World) -> None:
    author = reword(learner)
    strays = author.strays()
    learner.journal.full = True
    with pytest.raises(JournalError, match=FULL_DISK):
        author.carry_all(strays, learner.clock())
    learner.journal.full = False
    assert author.strays() == strays


def test_a_history_says_how_much_it_holds(learner: World) -> None:
    (one, *_) = reword(learner).strays()
    held = learner.trainer.author.history(one.was.key)
    assert held.reviews == 1
    assert held.last
    assert held.last.ms <= learner.clock().ms
    assert learner.trainer.author.history(one.now.key).reviews == 0


@pytest.mark.parametrize("action", [Mark(), PutOff()])
def test_a_card_that_was_only_put_off_or_flagged_can_still_have_its_history(
    learner: World, action: Mark | PutOff
) -> None:
    author = reword(learner)
    state = learner.begin()
    asked = state.key
    learner.trainer.act(state, action, learner.clock())
    assert asked in {one.now.key for one in author.strays()}
