"""What every panel of both ledgers is told with: the account, the names, and the answers behind them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self

from offbook.clock import Moment
from offbook.deck.cards import CardKey, ConceptKey, Deck, form
from offbook.insight.account import Account
from offbook.panels import telling
from offbook.panels.answers import row
from offbook.panels.naming import Names
from offbook.panels.panel import Source
from offbook.performance.observation import Observation

WINDOW = "the last 365 days; of each month the first answer to each item"
"""Which answers the figures of both ledgers count."""


@dataclass(frozen=True)
class Joined:
    """Both ledgers as their panels see them."""

    account: Account
    names: Names
    model_only: bool = False
    """Whether too few delayed reviews were seen to hold the memory model against."""

    @classmethod
    def of(cls, account: Account, decks: Sequence[Deck], *, model_only: bool = False) -> Self:
        """The account with what the decks call things."""
        return cls(account, Names.of(decks), model_only)

    @cached_property
    def forms(self) -> Mapping[CardKey, str]:
        """In which form each card stands in its deck."""
        return {card.facts.key: form(card) for deck in self.names.decks for card in deck.cards}

    @cached_property
    def _times(self) -> Sequence[Moment]:
        return sorted(one.at for one in self.account.first)

    @cached_property
    def _attempts(self) -> Mapping[bytes, Moment]:
        return {one.attempt: one.at for one in reversed(self.account.first)}

    @property
    def repeated(self) -> tuple[str, ...]:
        """What was left out as practice, in words."""
        practice = self.account.practice
        return telling.left_out((practice, "answer", "to what their month had asked before: practice"))

    def concept(self, name: ConceptKey) -> str:
        """What a concept is called."""
        return self.names.concept(*name)

    def opens(self, name: ConceptKey) -> CardKey | None:
        """The card that stands for a concept; None if it has none any more."""
        return self.names.opens(*name)

    def day(self, ms: int) -> date:
        """The date of a moment, in the local time of the last answer before it."""
        place = bisect_right(self._times, ms, key=lambda at: at.ms)
        offset = self._times[max(0, place - 1)].offset if self._times else 0
        return Moment(ms, offset).local().date()

    def when(self, attempt: bytes) -> str:
        """The date of an attempt; empty where none of its answers counts."""
        at = self._attempts.get(attempt)
        return telling.on(at.day(0)) if at else ""

    def answers(
        self, wanted: Callable[[Observation], bool], beside: Callable[[Observation], str]
    ) -> Callable[[], Iterable[Source]]:
        """The answers that count and are wanted, latest first, with what is said beside each.

        Each opens its attempt. Nothing is looked for before the rows are asked for.
        """
        return lambda: (
            Source(row(one, self.names, beside(one)), one.attempt)
            for one in sorted(self.account.first, key=lambda one: (one.at.ms, one.place), reverse=True)
            if wanted(one)
        )
