"""What is typed to find cards: words that a card has to hold, and filters like ``form:choice``.

Words come in any order, without regard to case and accents; a quoted phrase is one word. The id of a card
is one of its words. Of a filter's
values, set apart by commas, one has to hold; of several terms, each has to. A minus turns a term around.
What is still being typed is taken for what it may become: ``is:su`` finds the suspended.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from offbook.deck.cards import FORMS, CardId
from offbook.deck.identity import is_fingerprint
from offbook.deck.spelling import LONGEST as LONGEST_TEXT
from offbook.deck.spelling import normal

LONGEST = 200
"""Characters of a query that are looked at."""


class Kind(StrEnum):
    """What a filter looks at; its word stands before the colon."""

    DECK = "deck"
    TOPIC = "topic"
    CONCEPT = "concept"
    SIDE = "side"
    FORM = "form"
    TAG = "tag"
    IS = "is"
    """One of ``STATES``."""


STATES: Mapping[str, str] = {
    "due": "asks to be rehearsed now",
    "new": "never studied, or reset",
    "learning": "in first steps, or relearned",
    "known": "comes back on its own day",
    "suspended": "takes no part in study",
    "buried": "comes again another day",
    "flagged": "marked for a second look",
    "gap": "missed in a quiz, still open",
    "reported": "said to be wrong",
    "trouble": "may be bad, worst first",
    "quiz-only": "never asked in study",
}
"""What a card can be, and what that means."""

CLOSED: Mapping[Kind, tuple[str, ...]] = {Kind.FORM: FORMS, Kind.IS: tuple(STATES)}
"""The kinds whose values are known beforehand; a beginning of one is enough."""


@dataclass(frozen=True, slots=True)
class Word:
    """A text that a card has to hold."""

    text: str
    """Folded, not empty."""
    without: bool = False
    """Whether no card may hold it."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Something that a card has to be."""

    kind: Kind
    values: tuple[str, ...]
    """Folded, none of them empty; at least one."""
    without: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """Everything that has to hold of a card; of nothing, every card."""

    words: tuple[Word, ...] = ()
    filters: tuple[Filter, ...] = ()

    def asks_for(self, state: str) -> bool:
        """Whether it asks for cards of this state."""
        return any(
            one.kind is Kind.IS and not one.without and state.startswith(value)
            for one in self.filters
            for value in one.values
        )

    def narrows(self, other: Query) -> bool:
        """Whether it surely finds nothing that the other does not."""
        return all(one in self.filters for one in other.filters) and all(
            any(_implies(own, one) for own in self.words) for one in other.words
        )


_TERM = re.compile(r'(?P<no>-?)(?:(?P<kind>[A-Za-z]+):)?(?P<rest>(?:"[^"]*"?|[^\s"])*)')
_VALUE = re.compile(r'(?:"[^"]*"?|[^,"])+')
_STOPS = re.compile(r"(?<=[^ .])\.+(?= |\Z)")
_KINDS = {kind.value: kind for kind in Kind}


def parse(text: str) -> Query:
    """What a text asks for. Any text does: what names no filter is a word, what says nothing is left out."""
    terms = [term for found in _terms(text) if (term := _read(found))]
    words = (term for term in terms if isinstance(term, Word))
    filters = (term for term in terms if isinstance(term, Filter))
    return Query(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(filters)))


def misnamed(text: str) -> str:
    """The first word before a colon that is no kind of filter but may be meant for one; empty for none."""
    return next(
        (kind for found in _terms(text) if (kind := found["kind"]) and kind.lower() not in _KINDS), ""
    )


def term(kind: Kind, *values: str) -> str:
    """A filter as it is typed, one of whose values has to hold."""
    plain = (value.replace('"', " ") for value in values)
    return f"{kind}:" + ",".join(f'"{value}"' if re.search(r"[\s,]", value) else value for value in plain)


def replaced(text: str, kinds: Iterable[Kind], terms: Iterable[str] = ()) -> str:
    """A query with these terms in place of all its filters of some kinds, but for those turned around."""
    gone = {kind.value for kind in kinds}
    kept = [found[0] for found in _terms(text) if found["no"] or (found["kind"] or "").lower() not in gone]
    return " ".join([*kept, *terms])


def folded(text: str) -> str:
    """A text as it is searched: without case and accents, its words one space apart."""
    words = text[:LONGEST_TEXT].split()
    if text.isascii() and "`" not in text:
        # Most texts are so plain that only their case matters, and the full stops behind their words.
        return _STOPS.sub("", " ".join(words).lower())
    return " ".join([_folded(word) for word in words])


@lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    """A word as it is searched. Decks have few words that they say often."""
    return normal(word)


def _terms(text: str) -> Iterator[re.Match[str]]:
    return (found for found in _TERM.finditer(text[:LONGEST]) if found[0])


def _read(found: re.Match[str]) -> Word | Filter | None:
    kind = _KINDS.get((found["kind"] or "").lower())
    without = bool(found["no"])
    if kind is None:
        said = folded(found[0].removeprefix("-").replace('"', " "))
        return Word(said, without) if said else None
    values = (folded(value[0].replace('"', " ")) for value in _VALUE.finditer(found["rest"]))
    named = tuple(dict.fromkeys(value for value in values if value))
    return Filter(kind, named, without) if named else None


def _implies(one: Word, other: Word) -> bool:
    """Whether a card for which one word holds is one for which the other does."""
    if one.without != other.without:
        return False
    if is_fingerprint(CardId(one.text)) or is_fingerprint(CardId(other.text)):
        # It may name a card that does not say so.
        return one == other
    return one.text in other.text if one.without else other.text in one.text
