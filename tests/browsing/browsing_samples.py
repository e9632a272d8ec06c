"""Decks to browse, and what is known of their cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from makers import DAY_ONE, NOON, SIDES
from offbook.browsing.index import Index
from offbook.browsing.part import Part, part
from offbook.browsing.query import parse
from offbook.browsing.section import Layout
from offbook.deck.cards import (
    Card,
    CardId,
    CardKey,
    Choice,
    Claim,
    Classify,
    Cloze,
    Concept,
    ConceptId,
    Deck,
    DeckId,
    Facts,
    Gap,
    Option,
    Recall,
    SideId,
)
from offbook.journal.census import Glance

CAPITALS, BODY = DeckId("capitals"), DeckId("body-parts")


def facts(
    deck: DeckId, card: str, *concepts: str, tags: tuple[str, ...] = (), quiz_only: bool = False
) -> Facts:
    named = tuple(ConceptId(concept) for concept in concepts)
    return Facts(CardKey(deck, CardId(card)), 0, named, tags=tags, quiz_only=quiz_only)


CARDS: tuple[Card, ...] = (
    Recall(facts(CAPITALS, "france", "france", tags=("europe",)), "Capital of France?", "Paris"),
    Cloze(facts(CAPITALS, "peru", "peru"), ("The capital of ", Gap("Perú"), " is ", Gap("Lima"), "."), (1,)),
    Choice(
        facts(CAPITALS, "oslo", "norway"),
        "Which is in Norway?",
        (Option("Oslo"),),
        (Option("Bergen-op-Zoom"),),
    ),
    Claim(facts(CAPITALS, "bonn", "germany", tags=("europe", "old news")), "Bonn was a capital.", holds=True),
)
PARTS: tuple[Card, ...] = (
    Classify(facts(BODY, "heart", "heart"), "It beats here.", SideId("left")),
    Classify(facts(BODY, "liver", "liver", "heart"), "It filters.", SideId("right")),
    Recall(facts(BODY, "unseen", "liver", quiz_only=True), "What heals itself?", "The liver"),
)
DECKS = (
    Deck(
        CAPITALS,
        "Capitals of the world",
        concepts=(
            Concept(ConceptId("france"), "France", topic="Europe, west"),
            Concept(ConceptId("peru"), "Perú", topic="America"),
            Concept(ConceptId("norway"), "Norway", topic="Europe, north"),
        ),
        cards=CARDS,
    ),
    Deck(
        BODY,
        "Body",
        sides=SIDES,
        concepts=(
            Concept(ConceptId("heart"), "The heart", side=SideId("left")),
            Concept(ConceptId("liver"), "The liver", side=SideId("right")),
        ),
        cards=PARTS,
    ),
)
PLACES = {card.facts.key.card: place for place, card in enumerate((*CARDS, *PARTS))}


def glance(  # noqa: PLR0913
    card: str,
    *,
    due: int = DAY_ONE + 5,
    stability: float = 10.0,
    stepping: bool = False,
    suspended: bool = False,
    buried: int = 0,
    flagged: bool = False,
    pulled: bool = False,
) -> Glance:
    """A known card that comes back in five days, unless told."""
    return Glance(card, stepping, due, stability, NOON.ms, DAY_ONE, suspended, buried, flagged, pulled)


def parts(
    glances: Mapping[str, Glance] | None = None,
    reports: Mapping[str, str] | None = None,
    decks: Sequence[Deck] = DECKS,
) -> list[Part]:
    """The parts of an index of some decks, at noon of the first day."""
    known = {CardId(card): one for card, one in (glances or {}).items()}
    said = {CardId(card): text for card, text in (reports or {}).items()}
    sections = [section for deck in decks for section in Layout(deck)]
    return [part(section, known, said, NOON, DAY_ONE) for section in sections]


def index(glances: Mapping[str, Glance] | None = None, reports: Mapping[str, str] | None = None) -> Index:
    """Both decks, at noon of the first day."""
    return Index(parts(glances, reports))


def names(found: Index, text: str) -> list[str]:
    """The cards that a query finds, in order."""
    return [found.key(place).card for place in found.find(parse(text))]
