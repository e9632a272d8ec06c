"""Putting a rehearsal on the stage: which scene a state makes, and which keys answer it."""

from __future__ import annotations

from hashlib import blake2b

from offbook.deck.cards import Card, Choice, Deck, Option, arranged
from offbook.learning.sitting import REVEAL, Asking, Done, Judged, Rehearsal, Resting, Revealed
from offbook.library import Library
from offbook.tui import faces
from offbook.tui.widgets.stage import Scene


def card_of(state: Rehearsal) -> Card | None:
    """The card on the screen, or None where there is none."""
    return state.cards[state.key] if state.key else None


def keys_of(state: Rehearsal, library: Library) -> tuple[faces.Key, ...]:
    """The answers that one key gives, in the order in which they are shown."""
    card = card_of(state)
    return faces.choices(card, library.sides(card), _options(state, card)) if card else ()


def scene_of(state: Rehearsal, library: Library, ticked: frozenset[str]) -> Scene | None:
    """What the stage shows of a state; None where no card is on the screen."""
    card, turn = card_of(state), state.turn
    if card is None or isinstance(turn, Resting | Done):
        return None
    return Scene(
        card=card,
        keys=keys_of(state, library),
        sides=library.sides(card),
        ticked=ticked,
        hinted=isinstance(turn, Asking) and turn.hinted,
        fields=faces.fields(card) if isinstance(turn, Asking) else (),
        outcome=_outcome(turn),
        own=library.concept(card),
        opposite=library.contrast(card),
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


def told_of_edit(before: Rehearsal, after: Rehearsal, library: Library) -> str:
    """What to say after decks were changed on disk; nothing where no card went away."""
    gone = {slot.key.deck for slot in before.queue} - {deck.id for deck in _readable(before, library)}
    if gone:
        return f"{', '.join(sorted(gone))} is gone or cannot be read; nothing more of it is asked."
    if before.key and after.key != before.key and after.key not in before.cards and after.key is not None:
        return f"The question was reworded and has no id, so this counts as a new card.{_waits(before)}"
    lost = len(before.queue) - len(after.queue)
    return f"{lost} of the planned cards are no longer in the deck, or have errors now." if lost > 0 else ""


def _waits(before: Rehearsal) -> str:
    """Where the history of the card that was on the screen is, if it has one."""
    standing = before.standings.get(before.key) if before.key else None
    if standing is None or not standing.progress.reviews:
        return ""
    return " Its history waits under w on Home; go there before you answer it anew."


def _readable(state: Rehearsal, library: Library) -> list[Deck]:
    decks = (library.deck(name) for name in {key.deck for key in state.cards})
    return [deck for deck in decks if deck is not None]
