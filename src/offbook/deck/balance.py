"""What a deck has too much or too little of: a side, a kind of claim, a half of a pair, a form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from offbook.deck.cards import Card, Claim, Classify, ConceptId, Deck, form
from offbook.deck.clean import quoted
from offbook.deck.findings import Finding
from offbook.deck.objections import objection
from offbook.deck.problems import Code, Level

FEWEST_TO_BALANCE = 10
"""Cards from which on the share of each answer says something."""
MOST_LOPSIDED = 2.0
"""How many times the mean of the other answers one answer may have."""


def imbalances(deck: Deck, declared: int, doubts: Mapping[str, int]) -> Iterator[Finding]:
    """The warnings; the first ``declared`` concepts are those that the file declares, in its order.

    ``doubts`` counts, by key, the cards that are not among the deck's because of a mistake there or
    elsewhere. What they could set right once they are mended is not told before.
    """
    if not doubts.get("sides"):
        yield from _sides(deck, doubts.get("side", 0))
    yield from _claims(deck, doubts.get("holds", 0))
    if not doubts.get("pair"):
        yield from _pairs(deck)
    if not doubts.get("concept"):
        yield from _single_forms(deck, declared)


def _sides(deck: Deck, unknown: int) -> Iterator[Finding]:
    if len(deck.sides) == 1:
        message = "there is one side only, and nothing to tell it from; declare another"
        yield _on_side(deck.sides[0].id, message, Code.ONE_SIDE)
        return
    count = Counter(card.side for card in deck.cards if isinstance(card, Classify))
    total = count.total()
    if total < FEWEST_TO_BALANCE:
        return
    side, most = count.most_common(1)[0]
    others = (total - most + unknown) / (len(deck.sides) - 1)
    if most > MOST_LOPSIDED * others:
        message = f"side {quoted(side)} answers {most} of {total} classify cards: learners will guess it"
        yield _on_side(side, message, Code.LOPSIDED_SIDES)


def _on_side(side: str, message: str, code: Code) -> Finding:
    return Finding(("sides", side), message, Level.WARNING, on_key=True, code=code)


def _claims(deck: Deck, unknown: int) -> Iterator[Finding]:
    claims = [card for card in deck.cards if isinstance(card, Claim)]
    held = sum(card.holds for card in claims)
    most = max(held, len(claims) - held)
    others = len(claims) - most + unknown
    if len(claims) < FEWEST_TO_BALANCE or most <= MOST_LOPSIDED * others:
        return
    usual = held == most
    first = next(card for card in claims if card.holds is usual)
    what, other = ("hold", "do not") if usual else ("do not hold", "do")
    message = f"{most} of {len(claims)} claims {what}: learners will guess it"
    yield objection(
        first, "holds", Code.LOPSIDED_CLAIMS, message, advice=f"turn some into claims that {other}"
    )


def _pairs(deck: Deck) -> Iterator[Finding]:
    pairs: defaultdict[str, list[Card]] = defaultdict(list)
    for card in deck.cards:
        if card.facts.pair:
            pairs[card.facts.pair].append(card)
    for word, cards in pairs.items():
        if len({card.facts.index for card in cards}) == 1:
            message = f"no other card carries the pair {quoted(word)}; look at its spelling"
            yield objection(cards[0], "pair", Code.LONELY_PAIR, message)


def _single_forms(deck: Deck, declared: int) -> Iterator[Finding]:
    """Declared concepts that several cards drill, all in one form: what is learned is then the form."""
    tables: defaultdict[ConceptId, dict[int, str]] = defaultdict(dict)
    for card in deck.cards:
        tables[card.facts.concept][card.facts.index] = form(card)
    for place, concept in enumerate(deck.concepts[:declared]):
        forms = set(tables[concept.id].values())
        if len(tables[concept.id]) > 1 and len(forms) == 1:
            message = (
                f"concept {quoted(concept.id)} has {forms.pop()} cards only; ask it in another form, too"
            )
            yield Finding(("concepts", place, "id"), message, Level.WARNING, code=Code.ONE_FORM)
