"""What the keys of a card do, on whatever screen it is shown; each can be taken back by one more key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from offbook.clock import Clock, Moment
from offbook.deck.cards import CardKey
from offbook.journal.census import Glance
from offbook.trainer import Trainer
from offbook.tui.words import count

MOST = 2_000
"""Cards that are decided about at once."""
_BACK = "u takes it back."


@dataclass(frozen=True, slots=True)
class Held:
    """A card that is decided about."""

    key: CardKey
    glance: Glance | None
    """Where it stands; None if nothing has happened to it."""
    quiz_only: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided."""

    told: str
    """In a sentence."""
    keys: tuple[CardKey, ...] = ()
    """The cards that stand elsewhere now."""


class Keeper:
    """Decides about cards and remembers how to take it back. Every method may raise JournalError."""

    def __init__(self, trainer: Trainer, clock: Clock) -> None:
        self._trainer = trainer
        self._clock = clock
        self._past: list[tuple[bytes, tuple[CardKey, ...]]] = []

    def suspend(self, held: Sequence[Held]) -> Done:
        """Suspend cards; let them take part again if all are suspended."""
        curator = self._trainer.curator
        wanted = [one for one in held if not one.quiz_only]
        fresh = [one for one in wanted if not (one.glance and one.glance.suspended)]
        if fresh:
            return self._do(fresh, curator.suspend, "suspended")
        return self._do(wanted, curator.resume, "resumed", "Cards kept for quizzes take no part in study.")

    def bury(self, held: Sequence[Held]) -> Done:
        """Bury cards till tomorrow; bring them back if all are buried."""
        day = self._clock().day(self._trainer.settings.rollover)
        wanted = [one for one in held if not one.quiz_only]
        fresh = [one for one in wanted if not (one.glance and one.glance.buried > day)]

        def until(first: int) -> Callable[[Sequence[CardKey], Moment], bytes]:
            return lambda keys, now: self._trainer.curator.bury(keys, first, now)

        if fresh:
            return self._do(fresh, until(day + 1), "buried till tomorrow")
        return self._do(wanted, until(day), "brought back", "Cards kept for quizzes take no part in study.")

    def reset(self, held: Sequence[Held]) -> Done:
        """Let cards be new again; those that are new stay as they are."""
        known = [one for one in held if one.glance and one.glance.stability]
        return self._do(known, self._trainer.curator.reset, "reset", "There is nothing to reset.")

    def flag(self, held: Sequence[Held]) -> Done:
        """Flag cards; take the flags off if all have one."""
        fresh = [one for one in held if not (one.glance and one.glance.flagged)]

        def to(*, on: bool) -> Callable[[Sequence[CardKey], Moment], bytes]:
            return lambda keys, now: self._trainer.curator.flag(keys, now, on=on)

        return self._do(fresh, to(on=True), "flagged") if fresh else self._do(held, to(on=False), "unflagged")

    def report(self, key: CardKey, text: str) -> Done:
        """Say that a card is wrong; nothing leaves this machine."""
        action = self._trainer.curator.say_wrong(key, text, self._clock())
        self._past.append((action, (key,)))
        return Done(f"Reported on this machine only; is:reported lists it. {_BACK}", (key,))

    def unsay(self, key: CardKey) -> Done:
        """Take a report back."""
        return self._do([Held(key, None)], self._trainer.curator.unsay, "no longer reported")

    def undo(self) -> Done:
        """Take the last decision back."""
        if not self._past:
            return Done("There is nothing to take back.")
        action, keys = self._past[-1]
        self._trainer.curator.undo(action, self._clock())
        self._past.pop()
        return Done("Taken back." if len(keys) == 1 else f"Taken back for {count(len(keys), 'card')}.", keys)

    def _do(
        self,
        held: Sequence[Held],
        decide: Callable[[Sequence[CardKey], Moment], bytes],
        done: str,
        none: str = "There is no card here.",
    ) -> Done:
        if not held:
            return Done(none)
        if len(held) > MOST:
            return Done(f"{count(len(held), 'card')} are more than {MOST:,} at once: nothing was done.")
        keys = tuple(one.key for one in held)
        self._past.append((decide(keys, self._clock()), keys))
        who = "" if len(keys) == 1 else f"{count(len(keys), 'card')} "
        return Done(f"{(who + done).capitalize()}. {_BACK}", keys)
