"""Cards whose question tells the answer of another: whoever meets the one need not know the other."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile

from offbook.deck.cards import Card, Claim, Cloze, ConceptId, Recall, form, prompt
from offbook.deck.clean import quoted
from offbook.deck.findings import Finding
from offbook.deck.likeness import asked, wording
from offbook.deck.objections import objection
from offbook.deck.problems import Code
from offbook.deck.schema import ASKS

LONGEST_ANSWER = 4
"""Words of an answer that a question may let slip; a longer one is not met by chance, and rarely whole."""
TOLD = 0.85
"""The share of a question's words that another must have to state the same fact; but two at least."""
MOST_COMPARED = 20
"""Cards that hold an answer and are looked at for it."""

_ARTICLES = frozenset({"a", "an", "the"})
_WORD = re.compile(r"\w+")
_LETTERS, _FIGURES = 5, 2
"""From which length on a word, or a number, is no chance meeting."""


@dataclass(frozen=True, slots=True)
class _Secret:
    """An answer that has to be found, and what it is asked with."""

    card: Card
    answer: str
    words: tuple[str, ...]
    """Of the answer, without an article before them."""
    roots: frozenset[str]
    """Of the words that ask for it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """What a card says by asking."""

    card: Card
    text: str
    """Its words with a space around each, so that a text is found in it by whole words only."""
    roots: frozenset[str]


def giveaways(cards: Sequence[Card]) -> Iterator[Finding]:
    """A warning for every card that states what another of the same concept asks for.

    Only answers of a few words are looked for, those of recall and cloze cards, and only in
    questions that hold nearly all the words of theirs. A claim that does not hold tells nothing.
    """
    concepts: defaultdict[ConceptId, list[Card]] = defaultdict(list)
    for card in cards:
        concepts[card.facts.concept].append(card)
    for group in concepts.values():
        if len({card.facts.index for card in group}) > 1:
            yield from _within(group)


def _within(cards: Sequence[Card]) -> Iterator[Finding]:
    """The warnings within one concept, one for each card that tells."""
    holders: defaultdict[str, list[_Said]] = defaultdict(list)
    for card in cards:
        if not (isinstance(card, Claim) and not card.holds):
            words = _words(prompt(card))
            said = _Said(card, _spaced(words), wording(prompt(card)).roots)
            for word in set(words):
                holders[word].append(said)
    told: set[int] = set()
    for secret in _secrets(cards):
        fewest = min((holders.get(word, []) for word in secret.words), key=len)
        for said in fewest[:MOST_COMPARED]:
            index = said.card.facts.index
            if index not in told and _tells(said, secret):
                told.add(index)
                yield _warning(said.card, secret)


def _warning(card: Card, secret: _Secret) -> Finding:
    message = f"this tells {quoted(secret.answer)}, the answer of the card"
    key = ASKS[form(card)]
    return objection(card, key, Code.GIVEN_AWAY, message, advice="ask without it", other=secret.card)


def _secrets(cards: Iterable[Card]) -> Iterator[_Secret]:
    for card in cards:
        match card:
            case Recall(front=question, back=back):
                answers = [back]
            case Cloze():
                question = asked(card)
                answers = [gap.answer for gap in card.gaps]
            case _:
                continue
        for answer in answers:
            words = tuple(_core(answer))
            if _is_telling(words):
                yield _Secret(card, answer, words, wording(question).roots - wording(answer).roots)


def _is_telling(words: Sequence[str]) -> bool:
    """Whether an answer, where it stands, can hardly stand there for another reason."""
    if not 0 < len(words) <= LONGEST_ANSWER:
        return False
    return any(len(word) >= (_FIGURES if word.isdigit() else _LETTERS) for word in words)


def _tells(said: _Said, secret: _Secret) -> bool:
    if said.card.facts.index == secret.card.facts.index or _spaced(secret.words) not in said.text:
        return False
    return len(secret.roots & said.roots) >= max(2, TOLD * len(secret.roots))


def _core(answer: str) -> Iterator[str]:
    return dropwhile(_ARTICLES.__contains__, _words(answer))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
