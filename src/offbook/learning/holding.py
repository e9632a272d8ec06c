"""What is held of a deck: its studied cards in columns, concept by concept, as counts over many cards go.

A figure that changes with every moment looks at each card anew. Laid out so, a hundred thousand cards
are gone through at a fraction of the time that looking each one up would take.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from math import fsum

from offbook.clock import DAY
from offbook.deck.cards import FORMS, CardId, ConceptId, Deck
from offbook.learning import memory
from offbook.learning.studied import Studied

Spans = tuple[tuple[ConceptId, int, int], ...]
"""The concepts, and where the cards of each begin and end in the columns."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A deck as counts look at it, made once and looked at often."""

    deck: Deck
    concepts: Mapping[CardId, ConceptId]
    """Which concept each card belongs to."""
    shown: Mapping[CardId, ConceptId]
    """The same of the cards alone that study shows; the others are kept for quizzes."""
    forms: Mapping[CardId, str]
    """The form of each card."""
    by_form: Mapping[str, int]
    """How many cards of each form study shows, in the order of ``FORMS``; none without cards."""
    by_concept: Mapping[ConceptId, int]
    """How many cards of each concept study shows, in the order of the deck; none without cards."""


def outline(deck: Deck) -> Outline:
    """The outline of a deck."""
    keys = [card.facts.key.card for card in deck.cards]
    names = {kind: kind.__name__.lower() for kind in set(map(type, deck.cards))}
    forms = dict(zip(keys, [names[type(card)] for card in deck.cards], strict=True))
    concepts = dict(zip(keys, [card.facts.concepts[0] for card in deck.cards], strict=True))
    unseen = {card.facts.key.card for card in deck.cards if card.facts.quiz_only}
    shown = {card: one for card, one in concepts.items() if card not in unseen} if unseen else concepts
    of_form, of_concept = Counter(forms.values()), Counter(shown.values())
    of_form.subtract(forms[card] for card in unseen)
    return Outline(
        deck=deck,
        concepts=concepts,
        shown=shown,
        forms=forms,
        by_form={name: n for name in FORMS if (n := of_form[name])},
        by_concept={one.id: n for one in deck.concepts if (n := of_concept[one.id])},
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """Studied cards side by side."""

    spans: Spans
    cards: tuple[CardId, ...] = ()
    stabilities: tuple[float, ...] = ()
    """Days."""
    lasts: tuple[int, ...] = ()
    """When each was last reviewed, milliseconds since 1970."""
    days: tuple[int | None, ...] = ()
    """The study day on which each comes back; None in its steps, and while suspended."""
    recalled: tuple[int | None, ...] = ()
    """When each was last recalled, milliseconds since 1970; None if it was not known at its last review."""

    def recalls(self, at: int, weights: tuple[float, ...], least: float = 0.0) -> list[float]:
        """Recall of each card, 0 to 1, at so many milliseconds since 1970, but at least ``least`` days on."""
        days = [day if (day := (at - last) / DAY) > least else least for last in self.lasts]
        return memory.recalls(zip(days, self.stabilities, strict=True), weights)

    def means(self, recalls: list[float]) -> dict[ConceptId, float]:
        """The mean of what ``recalls`` gave, of each concept."""
        return {name: fsum(recalls[begin:end]) / (end - begin) for name, begin, end in self.spans}


@dataclass(frozen=True)
class Holding:
    """One deck, and what was studied of it."""

    outline: Outline
    shown: Columns
    """The cards that study shows."""
    unseen: Columns
    """Those that it shows no more: they are kept for quizzes now."""
    gone: Columns
    """Those that the deck no longer has."""

    @cached_property
    def recalled(self) -> Mapping[CardId, int]:
        """When each card was last recalled, gone ones with them, milliseconds since 1970."""
        pairs = (zip(one.cards, one.recalled, strict=True) for one in (self.shown, self.unseen, self.gone))
        return {card: at for card, at in chain.from_iterable(pairs) if at is not None}

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The form of each card in ``shown``."""
        return tuple(map(self.outline.forms.__getitem__, self.shown.cards))

    @cached_property
    def by_form(self) -> Counter[str]:
        """How many cards of each form are in ``shown``."""
        return Counter(self.forms)

    @cached_property
    def places(self) -> tuple[tuple[int, int], ...]:
        """Where the cards of each concept begin and end in ``shown``, in the order of the outline.

        0 and 0 of one that was not studied.
        """
        found = {name: (begin, end) for name, begin, end in self.shown.spans}
        return tuple(found.get(name, (0, 0)) for name in self.outline.by_concept)

    @cached_property
    def returns(self) -> Counter[int]:
        """How many cards come back on each study day."""
        return Counter(day for day in chain(self.shown.days, self.unseen.days) if day is not None)

    def recalls(self, at: int, weights: tuple[float, ...]) -> dict[ConceptId, float]:
        """Mean recall of each concept's cards, unseen ones with them, at so many milliseconds since 1970."""
        shown = self.shown.recalls(at, weights)
        means = self.shown.means(shown)
        if self.unseen.cards:
            unseen = self.unseen.recalls(at, weights)
            for name, begin, end in self.unseen.spans:
                own = next((shown[a:b] for of, a, b in self.shown.spans if of == name), [])
                every = [*own, *unseen[begin:end]]
                means[name] = fsum(every) / len(every)
        return means


def hold(of: Outline, studied: Iterable[Studied]) -> Holding:
    """What is held of a deck."""
    shown: defaultdict[ConceptId | None, list[Studied]] = defaultdict(list)
    concept_of = of.shown.get
    for one in studied:
        shown[concept_of(one[0])].append(one)
    rest: defaultdict[ConceptId | None, list[Studied]] = defaultdict(list)
    for one in shown.pop(None, ()):
        rest[of.concepts.get(one[0])].append(one)
    gone: dict[ConceptId | None, list[Studied]] = {None: rest.pop(None, [])}
    return Holding(of, _columns(shown), _columns(rest), _columns(gone))


def _columns(groups: Mapping[ConceptId | None, list[Studied]]) -> Columns:
    rows = list(chain.from_iterable(groups.values()))
    if not rows:
        return Columns(())
    ends = accumulate(map(len, groups.values()), initial=0)
    spans = ((name, *span) for name, span in zip(groups, pairwise(ends), strict=True) if name is not None)
    cards, stabilities, lasts, days, recalled = zip(*rows, strict=True)
    return Columns(tuple(spans), cards, stabilities, lasts, days, recalled)
