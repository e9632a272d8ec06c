"""Answers and their verdicts: what was given, held against what a card knows.

Shared by study and quizzes, because what is right is a fact of the card.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import assert_never

from offbook.deck import spelling
from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Recall, SideId
from offbook.deck.spelling import is_slip, normal

LONGEST = spelling.LONGEST
"""Characters of a typed answer that are looked at."""
MOST_PARTS = 100
"""Parts of a typed list that are looked at; a deck admits no more on a card."""
LETTERWISE = 120
"""Characters up to which a difference is shown by letters."""
MOST_WORDS = 150
"""Words up to which a difference is shown."""


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


def judge_pieces(card: Recall | Cloze, answer: Typed) -> tuple[Verdict, ...]:
    """The verdict on each part or gap of a typed answer, in the order of ``expected``."""
    if isinstance(card, Cloze):
        return _gap_verdicts(card, answer.texts)
    if len(card.parts) < 2:
        return (_judge_recall(card, answer.texts),)
    return _part_verdicts(card, "\n".join(answer.texts))[0]


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


def from_words(card: Card, text: str) -> Answer | None:
    """The answer that ``in_words`` kept; None if nothing was answered."""
    if not text:
        return None
    match card:
        case Recall() | Cloze():
            return Typed(tuple(text.split("\n")))
        case Choice():
            return Picked(frozenset(text.split("\n")))
        case Claim():
            return Held(text == "true")
        case Classify():
            return Sided(SideId(text))
        case other:
            assert_never(other)


def match_text(given: str, wanted: Sequence[str]) -> Verdict:
    """Hold a typed text against its accepted spellings.

    Case, accents, white space, quotes and dashes are forgiven; one slip in five letters counts
    as right and is marked.
    """
    plain, spellings = normal(given), _plain(wanted)
    if plain in spellings:
        return Verdict(1.0)
    near = any(is_slip(plain, spelling) for spelling in spellings)
    return Verdict(1.0, slips=True) if near else Verdict(0.0)


def difference(given: str, wanted: str) -> tuple[Piece, ...]:
    """The pieces of a typed answer beside the wanted one, in reading order; composed (NFC).

    Letters are compared where both texts are short, words where one is long. Case, typographic
    quotes and dashes are no difference; accents are, for the eye to learn.
    """
    by_word = max(len(given), len(wanted)) > LETTERWISE
    typed, right = _tokens(given, by_word=by_word), _tokens(wanted, by_word=by_word)
    matcher = SequenceMatcher(None, [_alike(t) for t in typed], [_alike(t) for t in right], autojunk=False)
    pieces: list[Piece] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("".join(right[k:m]), "same"))
            continue
        if i < j:
            pieces.append(Piece("".join(typed[i:j]), "extra"))
        if k < m:
            pieces.append(Piece("".join(right[k:m]), "missing"))
    return tuple(pieces)


def _alike(token: str) -> str:
    """A token without what ``difference`` leaves out of account."""
    return token.translate(spelling.PLAIN).casefold().rstrip()


def _tokens(text: str, *, by_word: bool) -> list[str]:
    """A text in words, each with a space after it, or in letters with the marks upon them."""
    composed = unicodedata.normalize("NFC", text[:LONGEST]).strip()
    if by_word:
        return [word + " " for word in composed.split()[:MOST_WORDS]]
    letters: list[str] = []
    for character in composed:
        if letters and unicodedata.combining(character):
            letters[-1] += character
        else:
            letters.append(character)
    return letters


def _judge_recall(card: Recall, texts: tuple[str, ...]) -> Verdict:
    whole = "\n".join(texts)
    if len(card.parts) < 2:
        return match_text(whole, [card.back, *card.parts, *_accepted(card)])
    verdicts, spare = _part_verdicts(card, whole)
    return _together(verdicts, len(verdicts) + spare)


def _judge_gaps(card: Cloze, texts: tuple[str, ...]) -> Verdict:
    verdicts = _gap_verdicts(card, texts)
    return _together(verdicts, max(1, len(verdicts)))


def _together(verdicts: Sequence[Verdict], out_of: int) -> Verdict:
    score = sum(verdict.score for verdict in verdicts) / out_of
    return Verdict(score, slips=any(verdict.slips for verdict in verdicts))


def _gap_verdicts(card: Cloze, texts: tuple[str, ...]) -> tuple[Verdict, ...]:
    return tuple(
        match_text(texts[place] if place < len(texts) else "", _spellings(gap.answer, card.accept, place))
        for place, gap in enumerate(card.gaps)
    )


def _part_verdicts(card: Recall, whole: str) -> tuple[tuple[Verdict, ...], int]:
    """The verdict on each part, in any order of typing, and how many more texts were typed than parts.

    What is spelt right is given its part first, so that no slip takes it away.
    """
    if normal(whole) in _plain([card.back, *_accepted(card)]):
        return (Verdict(1.0),) * len(card.parts), 0
    by_part = card.accept if _accepts_by_part(card) else ()
    groups = [_spellings(part, by_part, place) for place, part in enumerate(card.parts)]
    texts, wanted = _plain(_split(whole, groups)), [_plain(group) for group in groups]
    exact = _assign([[text in group for text in texts] for group in wanted])
    rest = [text for place, text in enumerate(texts) if place not in exact.values()]
    missed = [place for place in range(len(wanted)) if place not in exact]
    found = _assign([[any(is_slip(text, one) for one in wanted[place]) for text in rest] for place in missed])
    near = {missed[row] for row in found}
    verdicts = tuple(
        Verdict(float(place in exact or place in near), slips=place in near) for place in range(len(wanted))
    )
    return verdicts, max(0, len(texts) - len(wanted))


def _accepts_by_part(card: Recall) -> bool:
    return len(card.accept) == len(card.parts) > 1


def _accepted(card: Recall) -> list[str]:
    """Other spellings of the whole answer."""
    return [] if _accepts_by_part(card) else [text for group in card.accept for text in group]


def _assign(fits: Sequence[Sequence[bool]]) -> dict[int, int]:
    """Rows with the column each is given, as many as can be; no column is given twice.

    Augmenting paths (Kuhn): a row may take a column from another that finds a new one.
    """
    row_of: dict[int, int] = {}

    def find(row: int, tried: set[int]) -> bool:
        for column, fit in enumerate(fits[row]):
            if fit and column not in tried:
                tried.add(column)
                if column not in row_of or find(row_of[column], tried):
                    row_of[column] = row
                    return True
        return False

    for row in range(len(fits)):
        find(row, set())
    return {row: column for column, row in row_of.items()}


def _plain(texts: Sequence[str]) -> list[str]:
    """Texts as they are compared, without those of which nothing is left."""
    return [plain for plain in map(normal, texts) if plain]


def _spellings(answer: str, accept: tuple[tuple[str, ...], ...], place: int) -> list[str]:
    return [answer, *(accept[place] if place < len(accept) else ())]


def _split(text: str, groups: Sequence[Sequence[str]]) -> list[str]:
    """The parts of a typed list: one a line, or set apart by what no part has in itself."""
    within = " ".join(one for group in groups for one in group)
    apart = text[:LONGEST]
    for separator in (";", ",", " & ", " and "):
        if separator not in within:
            apart = apart.replace(separator, "\n")
    return apart.splitlines()[:MOST_PARTS]
