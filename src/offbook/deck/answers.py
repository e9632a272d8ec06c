"""Answers and their verdicts: what was given, held against what a card knows.

Shared by study and quizzes, because what is right is a fact of the card.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import assert_never

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Recall, SideId

LONGEST = 4_000
"""Characters of a typed answer that are looked at."""
NEAR_LONGEST = 200
"""Characters up to which slips are counted; a longer answer is right or it is not."""
LETTERS_PER_SLIP = 5


@dataclass(frozen=True, slots=True)
class Thought:
    """An answer that was only thought; the learner rates it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, one text for each gap or for the whole."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picked:
    """Options that were chosen, by their text."""

    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sided:
    """The side that was chosen."""

    side: SideId


@dataclass(frozen=True, slots=True)
class Held:
    """Whether the claim was said to hold."""

    holds: bool


Answer = Thought | Typed | Picked | Sided | Held


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth."""

    score: float
    """0, wrong, to 1, right; between them for a list that was half remembered."""
    slips: bool = False
    """Whether the spelling was forgiven."""

    @property
    def right(self) -> bool:
        """Whether everything was right, slips forgiven."""
        return self.score >= 1.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a typed answer held against the right one."""

    text: str
    kind: str
    """``same``, ``extra`` (typed, but not wanted) or ``missing`` (wanted, but not typed)."""


def judge(card: Card, answer: Answer) -> Verdict | None:
    """The verdict on an answer; None where only the learner can tell.

    Raises ValueError if the answer does not fit the form of the card.
    """
    match card, answer:
        case ((Recall() | Cloze()), Thought()):
            return None
        case Recall(), Typed(texts):
            return _judge_recall(card, texts)
        case Cloze(), Typed(texts):
            return _judge_gaps(card, texts)
        case Choice(), Picked(texts):
            return Verdict(float(texts == {option.text for option in card.right}))
        case Claim(), Held(holds):
            return Verdict(float(holds == card.holds))
        case Classify(), Sided(side):
            return Verdict(float(side == card.side))
        case _:
            raise ValueError(f"{type(answer).__name__} does not answer a {type(card).__name__} card")


def expected(card: Card) -> tuple[str, ...]:
    """The right answer in words: one text for each gap, part or right option."""
    match card:
        case Recall(back=back, parts=parts):
            return parts or (back,)
        case Cloze():
            return tuple(gap.answer for gap in card.gaps)
        case Choice(right=right):
            return tuple(option.text for option in right)
        case Claim(holds=holds):
            return ("true" if holds else "false",)
        case Classify(side=side):
            return (side,)
        case other:
            assert_never(other)


def in_words(answer: Answer) -> str:
    """What was answered, as the journal keeps it."""
    match answer:
        case Thought():
            return ""
        case Typed(texts):
            return "\n".join(text[:LONGEST] for text in texts)
        case Picked(texts):
            return "\n".join(sorted(texts))
        case Sided(side):
            return side
        case Held(holds):
            return "true" if holds else "false"
        case other:
            assert_never(other)


def match_text(given: str, wanted: Sequence[str]) -> Verdict:
    """Hold a typed text against its accepted spellings.

    Case, accents, white space, quotes and dashes are forgiven; one slip in five letters counts
    as right and is marked.
    """
    plain = normal(given)
    spellings = [normal(text) for text in wanted]
    if plain and plain in spellings:
        return Verdict(1.0)
    near = any(_is_near(plain, spelling) for spelling in spellings if spelling)
    return Verdict(1.0, slips=True) if near else Verdict(0.0)


def difference(given: str, wanted: str) -> tuple[Piece, ...]:
    """The pieces of a typed answer beside the wanted one, in reading order."""
    given, wanted = given.strip()[:NEAR_LONGEST], wanted.strip()[:NEAR_LONGEST]
    matcher = SequenceMatcher(None, given.casefold(), wanted.casefold(), autojunk=False)
    if len(given.casefold()) != len(given) or len(wanted.casefold()) != len(wanted):
        # Some letters fold into two; then places in the folded text name nothing in the typed one.
        matcher = SequenceMatcher(None, given, wanted, autojunk=False)
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece(wanted[k:m], "same"))
            continue
        if given[i:j]:
            pieces.append(Piece(given[i:j], "extra"))
        if wanted[k:m]:
            pieces.append(Piece(wanted[k:m], "missing"))
    return tuple(pieces)


_PLAIN = str.maketrans(
    {"‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-"}
)


def normal(text: str) -> str:
    """A text without what is forgiven: case, accents, typographic quotes and dashes, white space.

    Composed, never compatibility-folded: 2⁵ stays different from 25.
    """
    composed = unicodedata.normalize("NFC", text[:LONGEST]).translate(_PLAIN).casefold()
    apart = unicodedata.normalize("NFD", composed)
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFC", bare).split()).rstrip(".!")


def distance(left: str, right: str, limit: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two texts.

    Optimal string alignment; anything above ``limit`` comes back as ``limit + 1``.
    """
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        earlier, before, row = before, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1] if row[-1] <= limit else limit + 1


def _is_near(given: str, wanted: str) -> bool:
    allowed = len(wanted) // LETTERS_PER_SLIP
    if not given or not allowed or max(len(given), len(wanted)) > NEAR_LONGEST:
        return False
    # A digit is never a slip of the finger: 1947 is not nearly 1948.
    if [c for c in given if c.isdigit()] != [c for c in wanted if c.isdigit()]:
        return False
    return distance(given, wanted, allowed) <= allowed


def _judge_recall(card: Recall, texts: tuple[str, ...]) -> Verdict:
    if len(card.parts) < 2:
        accepted = [spelling for group in card.accept for spelling in group]
        return match_text(texts[0] if texts else "", [card.back, *card.parts, *accepted])
    groups = [_spellings(part, card.accept, place) for place, part in enumerate(card.parts)]
    return _match_parts(_split(texts), groups)


def _judge_gaps(card: Cloze, texts: tuple[str, ...]) -> Verdict:
    verdicts = [
        match_text(texts[place] if place < len(texts) else "", _spellings(gap.answer, card.accept, place))
        for place, gap in enumerate(card.gaps)
    ]
    return _together(verdicts)


def _match_parts(given: list[str], groups: list[list[str]]) -> Verdict:
    """Parts in any order, each typed text serving one part."""
    verdicts: list[Verdict] = []
    unused = list(given)
    for group in groups:
        found = max(
            ((match_text(text, group), place) for place, text in enumerate(unused)),
            key=lambda pair: (pair[0].score, not pair[0].slips),
            default=(Verdict(0.0), -1),
        )
        verdicts.append(found[0])
        if found[0].score:
            unused.pop(found[1])
    return _together(verdicts)


def _together(verdicts: Sequence[Verdict]) -> Verdict:
    score = sum(verdict.score for verdict in verdicts) / max(1, len(verdicts))
    return Verdict(score, slips=any(verdict.slips for verdict in verdicts))


def _spellings(answer: str, accept: tuple[tuple[str, ...], ...], place: int) -> list[str]:
    return [answer, *(accept[place] if place < len(accept) else ())]


def _split(texts: tuple[str, ...]) -> list[str]:
    """The parts of a typed list: one a line, or set apart by commas or semicolons."""
    apart = "\n".join(texts)[:LONGEST].replace(";", "\n").replace(",", "\n")
    return [part.strip() for part in apart.splitlines() if part.strip()]
