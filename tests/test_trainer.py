"""Decks joined with the journal: what is ready, how a rehearsal begins, is left and goes on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fakes import CHOICE, CLAIM, CLASSIFY, EASY, FULL_DISK, HOLDS, RECALL, World, deck_text, write_decks
from offbook.clock import DAY, HOUR, MINUTE, SECOND
from offbook.deck.answers import Held
from offbook.deck.cards import CardId, CardKey, DeckId, Recall
from offbook.errors import DeckError, JournalError
from offbook.learning.events import Began, Reviewed
from offbook.learning.memory import Rating
from offbook.learning.sitting import (
    REVEAL,
    Action,
    Asking,
    Done,
    Mark,
    PutOff,
    Rate,
    Rehearsal,
    Respond,
    SetAside,
    Undo,
)
from offbook.settings import Settings
from offbook.trainer import Outlook

CLAIMS = [f'[[cards]]\nid = "c{i}"\nclaim = "Claim number {i}."\nholds = true\n' for i in range(6)]


def outlook(world: World) -> Outlook:
    (entry,) = world.trainer.library.entries()
    return world.trainer.outlook(entry, world.clock())


def shown(state: Rehearsal) -> str:
    assert state.key
    return state.key.card


# --- what Home shows


def test_a_deck_that_was_not_begun(world: World) -> None:
    found = outlook(world)
    assert (found.ready, found.fresh, found.seen, found.aside) == (0, 8, 0, 0)
    assert (found.recall, found.recall_later, found.next_at) == (None, None, None)


def test_no_more_new_cards_than_the_day_allows(world: World) -> None:
    world.trainer.settings = Settings(new_per_day=3)
    assert outlook(world).fresh == 3
    world.act(world.begin(*CLAIMS), HOLDS, EASY)
    assert outlook(world).fresh == 2
    world.trainer.settings = Settings(new_per_day=0)
    assert outlook(world).fresh == 0
    assert isinstance(world.begin().turn, Done)


def test_an_answered_card_is_seen_and_comes_back(world: World) -> None:
    world.act(world.begin(CLAIM), HOLDS, EASY)
    found = outlook(world)
    assert (found.ready, found.fresh, found.seen) == (0, 0, 1)
    assert found.recall is None  # what was seen today says nothing yet
    assert found.next_at
    world.clock.now = found.next_at
    found = outlook(world)
    assert (found.ready, found.next_at) == (1, None)
    assert found.recall
    assert found.recall_later
    assert 0.5 < found.recall_later < found.recall < 1.0


def test_a_step_is_ready_when_its_minutes_are_over(world: World) -> None:
    world.act(world.begin(CLAIM), Respond(Held(holds=False)))
    assert (outlook(world).ready, outlook(world).stepping) == (0, 1)
    assert outlook(world).next_at == world.clock().plus(MINUTE)
    world.clock.advance(MINUTE)
    assert (outlook(world).ready, outlook(world).stepping) == (1, 0)


@pytest.mark.parametrize(("action", "aside"), [(SetAside(), 1), (PutOff(), 0)])
def test_a_card_put_away_does_not_ask(world: World, action: Action, aside: int) -> None:
    world.act(world.begin(CLAIM), action)
    assert (outlook(world).fresh, outlook(world).ready, outlook(world).aside) == (0, 0, aside)


def test_a_card_put_off_asks_tomorrow(world: World) -> None:
    world.act(world.begin(CLAIM), PutOff())
    world.clock.advance(DAY)
    assert outlook(world).fresh == 1


def test_a_reset_of_the_day_comes_at_the_rollover_hour(world: World) -> None:
    world.trainer.settings = Settings(new_per_day=1)
    world.act(world.begin(*CLAIMS), HOLDS, EASY)
    world.clock.advance(15 * HOUR)  # three at night
    assert outlook(world).fresh == 0
    world.clock.advance(HOUR)
    assert outlook(world).fresh == 1


# --- beginning, leaving, going on


def test_a_rehearsal_is_recorded_with_its_plan(world: World) -> None:
    state = world.begin(*CLAIMS)
    (recorded,) = world.journal.events()
    assert isinstance(recorded.event, Began)
    assert [slot.key.card for slot in recorded.event.plan] == [
        shown(state),
        *(s.key.card for s in state.queue),
    ]


def test_an_answer_is_in_the_journal_when_it_was_taken(world: World) -> None:
    world.act(world.begin(CLAIM), Respond(Held(holds=True)))
    reviews = [one.event for one in world.journal.events() if isinstance(one.event, Reviewed)]
    assert [(review.key.card, review.correct, review.took) for review in reviews] == [
        ("claim", True, 3 * SECOND)
    ]


def test_a_rehearsal_goes_on_where_it_was_left(world: World) -> None:
    state = world.act(world.begin(*CLAIMS), HOLDS, EASY)
    world.trainer = world.begin_anew()
    again = world.begin()
    assert shown(again) == shown(state)
    assert again.queue == state.queue
    assert again.sitting.name == state.sitting.name
    assert len(again.log) == 1
    assert sum(isinstance(one.event, Began) for one in world.journal.events()) == 1


def test_another_day_begins_another_rehearsal(world: World) -> None:
    state = world.act(world.begin(*CLAIMS), HOLDS, EASY)
    world.clock.advance(DAY)
    assert world.begin().sitting.name != state.sitting.name
    assert world.begin().log == ()


def test_what_is_finished_is_not_taken_up_again(world: World) -> None:
    state = world.act(world.begin(CLAIM), HOLDS, EASY)
    assert isinstance(state.turn, Done)
    again = world.begin()
    assert isinstance(again.turn, Done)
    assert again.log == ()


def test_cards_that_came_meanwhile_join_the_rest(world: World) -> None:
    state = world.begin(CLAIM, CHOICE)
    state = world.act(state, SetAside())
    write_decks(world.root, {"sample": deck_text(CLAIM, CHOICE, RECALL)})
    world.trainer.library.look_again()
    again = world.begin()
    assert shown(again) == shown(state)
    assert [slot.key.card for slot in again.queue] == ["recall"]


def test_a_sitting_left_at_its_cards_steps_comes_back_to_them(world: World) -> None:
    world.act(world.begin(CLAIM), Respond(Held(holds=False)))
    world.clock.advance(2 * MINUTE)
    assert shown(world.begin()) == "claim"


def test_several_decks_are_one_rehearsal(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    world = World(tmp_path, {"one": deck_text(CLAIM), "two": deck_text(CLASSIFY)})
    request.addfinalizer(world.journal.close)
    state = world.begin()
    assert {key.deck for key in state.cards} == {"one", "two"}
    assert state.left == 2


def test_a_deck_that_cannot_be_read_is_said_and_nothing_begins(world: World) -> None:
    (entry,) = world.trainer.library.entries()
    world.path().write_text("title = \n")
    with pytest.raises(DeckError, match="there is no card in this deck that can be asked"):
        world.trainer.rehearse([entry], world.clock())
    assert list(world.journal.events()) == []


# --- what fails, and what changes meanwhile


def test_what_cannot_be_recorded_did_not_happen(world: World) -> None:
    state = world.begin(CLAIM)
    world.journal.full = True
    with pytest.raises(JournalError, match="The disk is full"):
        world.act(state, Respond(Held(holds=True)))
    world.journal.full = False
    after = world.act(state, Respond(Held(holds=True)))
    assert len(after.log) == 1
    assert outlook(world).seen == 1


def test_a_rehearsal_that_cannot_be_recorded_does_not_begin(world: World) -> None:
    world.journal.full = True
    with pytest.raises(JournalError) as caught:
        world.begin()
    assert str(caught.value) == FULL_DISK


def test_undo_takes_the_answer_out_of_the_figures(world: World) -> None:
    before = outlook(world)
    state = world.act(world.begin(), Mark(), SetAside())
    assert outlook(world) != before
    world.act(state, Undo(), Undo())
    assert outlook(world) == before


def test_a_reworded_answer_is_taken_in_while_the_card_is_shown(world: World) -> None:
    state = world.begin(RECALL)
    world.rewrite('back = "Paris"', 'back = "Lutetia"')
    assert world.trainer.library.look_again()
    state = world.trainer.refresh(state, world.clock())
    card = state.cards[CardKey(DeckId("sample"), CardId("recall"))]
    assert isinstance(card, Recall)
    assert card.back == "Lutetia"
    assert isinstance(state.turn, Asking)


def test_a_card_that_vanished_makes_way(world: World) -> None:
    state = world.begin(CLAIM, RECALL)
    gone = shown(state)
    write_decks(world.root, {"sample": deck_text(RECALL if gone == "claim" else CLAIM)})
    world.trainer.library.look_again()
    state = world.trainer.refresh(state, world.clock())
    assert shown(state) != gone
    assert state.left == 1


# --- set aside and flagged


def test_cards_that_were_put_away_are_listed_and_come_back(world: World) -> None:
    (entry,) = world.trainer.library.entries()
    first = world.begin()
    state = world.act(first, SetAside())
    world.act(state, Mark())
    aside = world.trainer.aside(entry)
    assert [one.key.card for one in aside] == [shown(first), shown(state)]
    assert outlook(world).aside == 2
    for one in aside:
        world.trainer.take_back(one, world.clock())
    assert world.trainer.aside(entry) == ()
    assert outlook(world).fresh == 8


def test_settings_decide_the_intervals(world: World) -> None:
    world.trainer.settings = replace(Settings(), steps=(), retention=0.8)
    state = world.begin(RECALL)
    assert state.sitting.scheduler.steps == ()
    assert state.sitting.scheduler.retention == 0.8
    world.act(state, REVEAL, Rate(Rating.GOOD))
    due = outlook(world).next_at
    assert due
    assert due.day(4) > world.clock().day(4)
