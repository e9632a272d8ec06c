"""Putting a rehearsal on the stage: which scene a state makes, and which keys answer it."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from offbook.deck.cards import Card, Choice, Option, arranged
from offbook.learning.sitting import REVEAL, Asking, Done, Judged, Rehearsal, Resting, Revealed
from offbook.library import Decks
from offbook.steady import Change
from offbook.tui import faces
from offbook.tui.widgets.stage import Scene
from offbook.tui.words import count


def card_of(state: Rehearsal) -> Card | None:
    """The card on the screen, or None where there is none."""
    return state.cards[state.key] if state.key else None


def keys_of(state: Rehearsal, decks: Decks) -> tuple[faces.Key, ...]:
    """The answers that one key gives, in the order in which they are shown."""
    card = card_of(state)
    return faces.choices(card, decks.sides(card), _options(state, card)) if card else ()


def scene_of(state: Rehearsal, decks: Decks, ticked: frozenset[str]) -> Scene | None:
    """What the stage shows of a state; None where no card is on the screen."""
    card, turn = card_of(state), state.turn
    if card is None or isinstance(turn, Resting | Done):
        return None
    return Scene(
        card=card,
        keys=keys_of(state, decks),
        sides=decks.sides(card),
        ticked=ticked,
        hinted=isinstance(turn, Asking) and turn.hinted,
        fields=faces.fields(card) if isinstance(turn, Asking) else (),
        outcome=_outcome(turn),
        own=decks.concept(card),
        opposite=decks.contrast(card),
    )


def _outcome(turn: Asking | Revealed | Judged) -> faces.Outcome | None:
    match turn:
        case Asking():
            return None
        case Revealed():
            return faces.Outcome(REVEAL.answer, None)
        case Judged(answer=answer, verdict=verdict, review=review):
            return faces.Outcome(answer, verdict, overruled=review.overruled)


def _options(state: Rehearsal, card: Card) -> tuple[Option, ...]:
    """The options of a choice, in an order of their own for each meeting of the card."""
    if not isinstance(card, Choice):
        return ()
    met = sum(review.key == card.facts.key for review in state.log)
    if isinstance(state.turn, Judged):
        met -= 1
    name = state.sitting.name + f"{card.facts.key}#{met}".encode()
    return arranged(card, int.from_bytes(blake2b(name, digest_size=8).digest()))


def told_of_edit(before: Rehearsal, after: Rehearsal, decks: Decks, change: Change) -> str:
    """What to say after decks were changed on disk; nothing where no card went away."""
    told = [
        f"{Path(one.path).name}:{one.line} has an error; study goes on with its cards as they were."
        for one in change.broken
    ]
    told += [f"{decks.title(name)} can be read again." for name in change.mended]
    if gone := {slot.key.deck for slot in before.queue if decks.deck(slot.key.deck) is None}:
        told.append(f"{', '.join(sorted(gone))} is gone; nothing more of it is asked.")
    elif before.key and after.key and after.key not in before.cards:
        told.append(COUNTS_AS_NEW)
    elif (lost := len(before.queue) - len(after.queue)) > 0:
        told.append(f"{count(lost, 'planned card')} {'is' if lost == 1 else 'are'} no longer in the deck.")
    return " ".join(told)


COUNTS_AS_NEW = "The question was reworded and has no id, so this counts as a new card."
WAITS = "Its history waits under w on Home; go there before you answer it anew."
