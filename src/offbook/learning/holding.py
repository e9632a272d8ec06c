"""What is held of a deck: its studied cards in columns, concept by concept, as counts over many cards go.

A figure that changes with every moment looks at each card anew. Laid out so, a hundred thousand cards
are gone through at a fraction of the time that looking each one up would take.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from math import fsum

from offbook.clock import DAY
from offbook.deck.cards import FORMS, CardId, ConceptId, Deck
from offbook.learning.studied import Studied

Spans = tuple[tuple[ConceptId, int, int], ...]
"""The concepts, and where the cards of each begin and end in the columns."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A deck as counts look at it, made once and looked at often."""

    deck: Deck
    concepts: Mapping[CardId, ConceptId]
    """Which concept each card belongs to."""
    forms: Mapping[CardId, str]
    """The form of each card."""
    unseen: frozenset[CardId]
    """The cards that study never shows."""
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
    unseen = frozenset(card.facts.key.card for card in deck.cards if card.facts.quiz_only)
    of_form, of_concept = Counter(forms.values()), Counter(concepts.values())
    of_form.subtract(forms[card] for card in unseen)
    of_concept.subtract(concepts[card] for card in unseen)
    return Outline(
        deck=deck,
        concepts=concepts,
        forms=forms,
        unseen=unseen,
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

    def recalls(self, at: int, recall: Callable[[float, float], float], least: float = 0.0) -> list[float]:
        """Recall of each card, 0 to 1, at so many milliseconds since 1970.

        ``recall`` takes days, ``least`` at least, and stability.
        """
        traces = zip(self.stabilities, self.lasts, strict=True)
        return [recall(max(least, (at - last) / DAY), stability) for stability, last in traces]

    def means(self, recalls: list[float]) -> dict[ConceptId, float]:
        """The mean of what ``recalls`` gave, of each concept."""
        return {name: fsum(recalls[begin:end]) / (end - begin) for name, begin, end in self.spans}


@dataclass(frozen=True, slots=True)
class Holding:
    """One deck, and what was studied of it."""

    outline: Outline
    studied: Mapping[CardId, Studied]
    """With what the deck no longer has."""
    shown: Columns
    """The cards that study shows."""
    unseen: Columns
    """Those that it shows no more: they are kept for quizzes now."""

    def recalls(self, at: int, recall: Callable[[float, float], float]) -> dict[ConceptId, float]:
        """Mean recall of each concept's cards, unseen ones with them, at so many milliseconds since 1970."""
        shown = self.shown.recalls(at, recall)
        means = self.shown.means(shown)
        if self.unseen.cards:
            unseen = self.unseen.recalls(at, recall)
            for name, begin, end in self.unseen.spans:
                own = next((shown[a:b] for of, a, b in self.shown.spans if of == name), [])
                every = [*own, *unseen[begin:end]]
                means[name] = fsum(every) / len(every)
        return means


def hold(of: Outline, studied: Mapping[CardId, Studied]) -> Holding:
    """What is held of a deck; what it no longer has stays out of the columns."""
    unseen = [one for card, one in studied.items() if card in of.unseen] if of.unseen else []
    shown = studied.values()
    if unseen:
        shown = {card: one for card, one in studied.items() if card not in of.unseen}.values()
    return Holding(of, studied, _columns(of, shown), _columns(of, unseen))


def _columns(of: Outline, cards: Iterable[Studied]) -> Columns:
    concepts = of.concepts
    groups: defaultdict[ConceptId, list[Studied]] = defaultdict(list)
    for one in cards:
        if one[0] in concepts:
            groups[concepts[one[0]]].append(one)
    rows = list(chain.from_iterable(groups.values()))
    if not rows:
        return Columns(())
    ends = accumulate(map(len, groups.values()), initial=0)
    spans = tuple((name, begin, end) for name, (begin, end) in zip(groups, pairwise(ends), strict=True))
    names, stabilities, lasts, days, _ = zip(*rows, strict=True)
    return Columns(spans, names, stabilities, lasts, days)
