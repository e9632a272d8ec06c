"""How far study has reached: by form, by deck, by topic, by concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from typing import TypeVar

from offbook.deck.cards import FORMS, ConceptKey, Deck
from offbook.deck.clean import one_line
from offbook.insight.wording import count
from offbook.learning.account import Account
from offbook.learning.coverage import Covered
from offbook.panels.drawing import Gauge, Gauges
from offbook.panels.learning import modelled
from offbook.panels.naming import Names
from offbook.panels.panel import Data, Glass, Panel, Source
from offbook.statistics import shrunk

LEAST = 6
"""Decks, topics and concepts that are listed of each, at most; of the latter two the least known first."""

T = TypeVar("T")

_KNOWN, _STUDIED = "well known", "studied"
_FORMULA = (
    "Cards. Studied: reviewed at least once. Well known: the recall that the model expects, a day after the "
    "last review at the earliest, is no less than the retention that you set."
)
_CURVES = "Insight draws the forgetting curve of any concept; a row opens the first card of one."


def coverage_panel(account: Account, decks: Sequence[Deck], names: Names) -> Panel:
    """How many cards of each kind are studied and well known."""
    cards = _sum(one.cards for one in account.coverage.values())
    concepts = _sum(one.concepts for one in account.coverage.values())
    forms = {name: found for name in FORMS if (found := _of_form(account, name)).of}
    topics = _topics(account, decks)
    rows = tuple(Gauge(name, found.known, found.studied, found.of) for name, found in forms.items())
    return Panel(
        id="coverage",
        title="Coverage",
        value=f"{cards.known:,} of {count(cards.of, 'card')} {_KNOWN}, {cards.studied:,} {_STUDIED}",
        told=_told(concepts),
        lines=(
            *_of_decks(account, names),
            *_of_topics(topics),
            *_of_concepts(account, names),
            *([modelled.line(account.retrievals)] if cards.studied else ()),
        ),
        drawing=Gauges(rows, _KNOWN, _STUDIED) if rows else None,
        drawn="; ".join(f"{name}: {_counts(found)}" for name, found in forms.items()) + "." if rows else "",
        model=cards.studied > 0 and account.retrievals.is_model_only,
        data={
            "cards": _datum(cards),
            "concepts": _datum(concepts),
            "forms": [{"form": name, **_datum(_of_form(account, name))} for name in FORMS],
            "decks": [
                {"deck": deck, "cards": _datum(one.cards), "concepts": _datum(one.concepts)}
                for deck, one in account.coverage.items()
            ],
            "topics": [{"topic": name, **_datum(found)} for name, found in topics.items()],
            **modelled.data(account.retrievals),
        },
        glass=Glass(
            formula=f"{_FORMULA} {_CURVES}",
            window="this moment",
            n=cards.of,
            of="cards",
            left_out=("what study never shows: cards that are kept for quizzes",),
            details=(("concepts", _counts(concepts)),),
            sources=lambda: _sources(account, names),
        ),
    )


def _told(concepts: Covered) -> str:
    if not concepts.of:
        return "These decks have nothing to study."
    if not concepts.studied:
        return f"None of {count(concepts.of, 'concept')} is begun yet."
    reached = f"{concepts.known:,} of {count(concepts.of, 'concept')} {_KNOWN} by the mean of their cards"
    return f"{reached}, {concepts.studied:,} begun."


def _counts(found: Covered) -> str:
    return f"{found.known:,} of {found.of:,} {_KNOWN}, {found.studied:,} {_STUDIED}"


def _sum(parts: Iterable[Covered]) -> Covered:
    every = tuple(parts)
    return Covered(
        sum(one.of for one in every), sum(one.studied for one in every), sum(one.known for one in every)
    )


def _of_form(account: Account, name: str) -> Covered:
    return _sum(one.by_form[name] for one in account.coverage.values() if name in one.by_form)


def _of_decks(account: Account, names: Names) -> Iterator[tuple[str, str]]:
    """Each deck, where there are several."""
    if len(account.coverage) > 1:
        for deck, one in list(account.coverage.items())[:LEAST]:
            yield names.deck(deck), f"deck: {_counts(one.cards)}"


def _topics(account: Account, decks: Sequence[Deck]) -> Mapping[str, Covered]:
    """Cards by the topic of their concept, in the order of the decks; concepts without one are left out."""
    parts: defaultdict[str, list[Covered]] = defaultdict(list)
    for deck in decks:
        found = account.coverage.get(deck.id)
        for concept in deck.concepts if found else ():
            if found and concept.topic and concept.id in found.by_concept:
                parts[concept.topic].append(found.by_concept[concept.id])
    return {topic: _sum(part) for topic, part in parts.items()}


def _of_topics(topics: Mapping[str, Covered]) -> Iterator[tuple[str, str]]:
    """Each topic, where there are several."""
    if len(topics) > 1:
        for name, found in _least_known(topics.items()):
            yield one_line(name), f"topic: {_counts(found)}"


def _of_concepts(account: Account, names: Names) -> Iterator[tuple[str, str]]:
    """Those that are begun and of which something is not well known."""
    begun = [(key, found) for key, found in _concepts(account) if found.studied and found.known < found.of]
    for (deck, concept), found in _least_known(begun):
        yield names.concept(deck, concept), _counts(found)


def _concepts(account: Account) -> Iterator[tuple[ConceptKey, Covered]]:
    for deck, one in account.coverage.items():
        for concept, found in one.by_concept.items():
            yield (deck, concept), found


def _least_known(found: Iterable[tuple[T, Covered]], most: int = LEAST) -> list[tuple[T, Covered]]:
    """By the share of well-known cards, drawn towards that of all: one card alone proves little."""
    every = list(found)
    whole = _sum(one for _, one in every)
    overall = whole.known / whole.of if whole.of else 0.0
    return nsmallest(most, every, key=lambda pair: shrunk(pair[1].known, pair[1].of, overall))


def _sources(account: Account, names: Names) -> Iterator[Source]:
    """Every concept, the least known first; it opens the first of its cards."""
    every = list(_concepts(account))
    for key, found in _least_known(every, len(every)):
        yield Source(f"{names.concept(*key)}: {_counts(found)}", names.opens(*key))


def _datum(found: Covered) -> dict[str, Data]:
    return {"of": found.of, "studied": found.studied, "well_known": found.known}
