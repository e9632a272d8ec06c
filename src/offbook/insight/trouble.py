"""Which cards are bad, as far as one learner's journal can tell: each with its reason.

A card that is missed is hard; one that is missed in haste, that nobody is tempted by, or that quiz and
memory disagree about, may be badly written. Nothing is said of fewer answers than it takes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from offbook.deck.cards import Card, CardId, CardKey, Choice, Claim, Classify
from offbook.evidence import Figure, Hidden, standing
from offbook.insight.transfer import held_to
from offbook.learning.standing import LEECH
from offbook.performance.accuracy import accuracies, weakest
from offbook.performance.observation import Observation, grouped
from offbook.performance.speed import clocked
from offbook.statistics import Share, tails

LAPSED = LEECH // 2
"""Lapses from which a card is one of those that do not stay."""
MOST = 7
"""Cards of a deck that are told to be its weakest."""
HASTY = 2
"""Answers of a card that were fast and wrong, from which haste is told."""
DOUBT = 0.05
"""Chance, 0 to 1, below which what was seen is not put down to luck; half of it where luck has two sides."""


@dataclass(frozen=True, slots=True)
class Disagreeing:
    """Memory expects of the cold answers what does not come."""

    expected: float
    """The share of right answers, 0 to 1, that memory and guessing give."""
    right: int
    n: int

    @property
    def is_known(self) -> bool:
        """Whether more is remembered than shown; else more is shown than remembered."""
        return self.expected * self.n > self.right


@dataclass(frozen=True, slots=True)
class Misleading:
    """A wrong answer is given more often than the right one."""

    wrong: str
    """What is said in place of the right answer."""
    chosen: int
    right: int
    """How often the right one was chosen."""
    n: int


@dataclass(frozen=True, slots=True)
class Hasty:
    """Answered fast and wrong: among the fastest third of all answers in its form."""

    count: int
    n: int
    """Answers whose time is known."""


@dataclass(frozen=True, slots=True)
class Lapsed:
    """Forgotten again and again in study."""

    times: int

    @property
    def is_leech(self) -> bool:
        """Whether it is forgotten so often that study sets it aside."""
        return self.times >= LEECH


@dataclass(frozen=True, slots=True)
class Unchosen:
    """Wrong options that tempt nobody, so that the question is easier than it looks."""

    options: tuple[str, ...]
    n: int
    """Wrong answers, each of which could have chosen them."""


@dataclass(frozen=True, slots=True)
class Weak:
    """Among the weakest of its deck in cold answers, those with few drawn towards the accuracy over all."""

    share: Share
    overall: float
    """Accuracy of all cold answers, 0 to 1."""


Reason = Misleading | Disagreeing | Hasty | Lapsed | Unchosen | Weak

WEIGHT: Mapping[type[Reason], int] = {
    Misleading: 6,
    Disagreeing: 5,
    Hasty: 4,
    Lapsed: 3,
    Unchosen: 2,
    Weak: 1,
}
"""What to look at first: the more a reason points at the card rather than at the learner."""


def troubles(
    cards: Iterable[Card], seen: Iterable[Observation], lapses: Mapping[CardId, int]
) -> dict[CardKey, tuple[Reason, ...]]:
    """The reasons to look at cards of one deck again, what points at the card first; the worst card first.

    ``seen`` are the answers of quizzes about the deck, ``lapses`` how often cards were forgotten after
    they had settled.
    """
    held = {card.facts.key: card for card in cards}
    # What was never looked at says nothing about its card.
    met = [one for one in seen if one.key in held and one.was_met]
    cold = [one for one in met if one.is_cold]
    rushed = _rushed(met)
    weak = _weak(cold)
    by_card, cold_by_card = grouped(met, _card), grouped(cold, _card)
    found: dict[CardKey, tuple[Reason, ...]] = {}
    for key, card in held.items():
        chosen = _chosen(card, by_card.get(key, ()))
        reasons = (
            _misleading(card, chosen),
            _disagreeing(cold_by_card.get(key, ())),
            rushed.get(key),
            _lapsed(lapses.get(key.card, 0)),
            _unchosen(card, chosen),
            weak.get(key),
        )
        if own := tuple(reason for reason in reasons if reason):
            found[key] = own
    # Sorting keeps the order of the deck among equals.
    return dict(sorted(found.items(), key=lambda one: -weight(one[1])))


def weight(reasons: Iterable[Reason]) -> int:
    """How urgently a card with these reasons wants to be looked at."""
    return sum(WEIGHT[type(reason)] for reason in reasons)


def _card(one: Observation) -> CardKey:
    return one.key


def _disagreeing(cold: Sequence[Observation]) -> Disagreeing | None:
    """Whether fewer or more of the answers are right than memory leaves to luck."""
    told = [(chance, one.is_right) for one in cold if (chance := held_to(one)) is not None]
    if isinstance(standing(Figure.QUADRANT, len(told)), Hidden):
        return None
    chances, right = [chance for chance, _ in told], sum(is_right for _, is_right in told)
    if min(tails(chances, right)) > DOUBT / 2:
        return None
    return Disagreeing(fsum(chances) / len(chances), right, len(chances))


def _misleading(card: Card, chosen: Counter[str]) -> Misleading | None:
    """Whether some wrong option or side is chosen more often than the right one."""
    n = sum(chosen.values())
    if isinstance(standing(Figure.COUNT, n), Hidden):
        return None
    truths = _truths(card)
    right = sum(count for said, count in chosen.items() if said in truths)
    wrong = [(said, count) for said, count in chosen.most_common() if said not in truths]
    if not wrong or wrong[0][1] <= right:
        return None
    return Misleading(*wrong[0], right, n)


def _unchosen(card: Card, chosen: Counter[str]) -> Unchosen | None:
    """The wrong options that were never chosen, where luck would hardly leave one out.

    Of so many wrong answers, each among ``m`` wrong options, one that draws like the others is left
    out with a chance of ``(1 - 1/m)`` to the power of their number.
    """
    if not isinstance(card, Choice) or card.several or len(card.wrong) < 2:
        return None
    wrong = [option.text for option in card.wrong]
    n = sum(chosen[text] for text in wrong)
    if (1.0 - 1.0 / len(wrong)) ** n >= DOUBT:
        return None
    never = tuple(text for text in wrong if not chosen[text])
    return Unchosen(never, n) if never else None


def _chosen(card: Card, met: Iterable[Observation]) -> Counter[str]:
    """How often each side, single option or verdict was chosen, as the card has them now."""
    if isinstance(card, Claim):
        said = (card.holds == one.is_right for one in met if one.form == "claim" and not one.timed_out)
        return Counter(_verdict(holds=holds) for holds in said)
    if not isinstance(card, Choice | Classify):
        return Counter()
    offered = {option.text for option in (*card.right, *card.wrong)} if isinstance(card, Choice) else None
    truths = _truths(card)
    return Counter(
        one.told.chosen
        for one in met
        # Of a question whose key or options have changed since, the answers say nothing.
        if one.told and one.told.truth in truths and one.told.chosen and not one.timed_out
        if offered is None or one.told.chosen in offered
    )


def _truths(card: Card) -> frozenset[str]:
    match card:
        case Choice(right=right):
            return frozenset(option.text for option in right)
        case Classify(side=side):
            return frozenset([side])
        case Claim(holds=holds):
            return frozenset([_verdict(holds=holds)])
        case _:
            return frozenset()


def _verdict(*, holds: bool) -> str:
    return "true" if holds else "false"


def _rushed(met: Iterable[Observation]) -> dict[CardKey, Hasty]:
    """The cards that were answered fast and wrong, by form: forms take different times."""
    found: dict[CardKey, Hasty] = {}
    for answers in grouped(met, lambda one: one.form).values():
        timed = clocked(answers).answers
        if not isinstance(standing(Figure.THIRDS, len(timed)), Hidden):
            found |= dict(_hasty(timed))
    return found


def _hasty(timed: Sequence[Observation]) -> Iterator[tuple[CardKey, Hasty]]:
    """The cards with enough answers, most of whose wrong ones are among the fastest third of these."""
    times = sorted(one.took or 0 for one in timed)
    # Of times that are all alike none is fast.
    most = len(times) // 3
    for key, own in grouped(timed, _card).items():
        wrong = [one for one in own if not one.is_right]
        fast = sum(bisect_right(times, one.took or 0) <= most for one in wrong)
        enough = not isinstance(standing(Figure.RANKING, len(own)), Hidden)
        if enough and fast >= HASTY and 2 * fast > len(wrong):
            yield key, Hasty(fast, len(own))


def _lapsed(times: int) -> Lapsed | None:
    return Lapsed(times) if times >= LAPSED else None


def _weak(cold: Sequence[Observation]) -> dict[CardKey, Weak]:
    """The weakest cards of three cold answers or more, below the accuracy over all."""
    shares = accuracies(cold, by=_card)
    total = sum(one.n for one in shares.values())
    if not total:
        return {}
    overall = fsum(one.score for one in shares.values()) / total
    ranked = [one for one in weakest(shares) if one.shrunk < overall]
    return {one.of: Weak(one.share, overall) for one in ranked[:MOST]}
