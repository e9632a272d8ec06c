"""Stars and underscores that were meant as they stand, and that Markdown takes for emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Recall
from offbook.deck.clean import quoted
from offbook.deck.findings import Finding, Trail
from offbook.deck.problems import Code, Level

_SIGN = "[0-9A-Za-zα-ωΑ-Ω]"
"""What formulas and code are made of. Where words are not parted by spaces, stars within a text are meant."""
_IN_WORD = re.compile(
    rf"(?<={_SIGN})\*+(?={_SIGN})|(?<![\w.])__(?=\w+__[.(][\w)])|(?<=[\w)]\.)__(?=\w)|(?<=\w)__(?=[.(][\w)])"
)
"""Stars between letters, and the underscores of a name that stands in code: __init__.py, x.__len__()."""
_BEFORE, _BEHIND = "\ue000", "\ue001"
"""Put before and behind such signs where a letter stands; signs for private use are letters to Markdown."""
_LETTER = re.compile(r"\w")
_LONGEST = 2_000
"""Characters of a text that are looked at."""


def lost_signs(card: Card) -> Iterator[Finding]:
    """A warning for every text of a card in which signs of a formula or of code make emphasis."""
    for trail, text in _texts(card):
        if word := _lost(text):
            message = f"the signs within {quoted(word)} make emphasis and are not shown"
            advice = f"write it in backticks, as in `{word}`" if len(word) <= 30 else "write it in backticks"
            at = ("cards", card.facts.index, *trail)
            yield Finding(at, message, Level.WARNING, advice=advice, code=Code.LOST_SIGNS)


def _lost(text: str) -> str:
    """The first word of a text that loses signs; empty if none does."""
    if "*" not in text and "__" not in text:
        return ""
    text = text[:_LONGEST].replace(_BEFORE, " ").replace(_BEHIND, " ")
    runs = list(_IN_WORD.finditer(text))
    place = _first_lost(_IN_WORD.sub(_marked, text)) if len(runs) > 1 else None
    opening = [run.start() for run in runs if _marked(run).endswith(_BEHIND)]
    if place is None or place >= len(opening):
        return ""
    begin = max(text.rfind(white, 0, opening[place]) for white in " \n\t") + 1
    return text[begin:].split(maxsplit=1)[0].rstrip(".,;:!?")


def _marked(run: re.Match[str]) -> str:
    before, behind = run.string[run.start() - 1 : run.start()], run.string[run.end() : run.end() + 1]
    return (_BEFORE if _LETTER.match(before) else "") + run[0] + (_BEHIND if _LETTER.match(behind) else "")


def _first_lost(marked: str) -> int | None:
    """Which mark behind a sign, from 0, is the first of emphasis that a sign with a mark before it closes."""
    # Most texts hold nothing of the kind, and the parser takes its time to import.
    from offbook.deck.markdown import parse

    opened: list[int | None] = []
    lost: list[int] = []
    marks, before, fresh = 0, "", 0
    for token in (token for block in parse(marked) or () for token in block.children or ()):
        if token.type in {"em_open", "strong_open"}:
            opened.append(None)
            fresh += 1
        elif token.type in {"em_close", "strong_close"}:
            began = opened.pop()
            lost += [began] if began is not None and before.endswith(_BEFORE) else []
            fresh = 0
        elif token.content:
            if fresh and token.content.startswith(_BEHIND):
                opened[-fresh:] = [marks] * fresh
            marks, before, fresh = marks + token.content.count(_BEHIND), token.content, 0
    return min(lost, default=None)


def _texts(card: Card) -> Iterator[tuple[Trail, str]]:
    """What learners see of a card, and where it stands in its table."""
    match card:
        case Recall():
            yield from ((("front",), card.front), (("back",), card.back))
            yield from ((("parts", place), part) for place, part in enumerate(card.parts))
        case Cloze():
            whole = (part if isinstance(part, str) else part.answer for part in card.segments)
            yield ("cloze",), "".join(whole)
        case Choice():
            yield ("ask",), card.ask
            for key, options in (("right", card.right), ("wrong", card.wrong)):
                for place, option in enumerate(options):
                    yield (key, place), option.text
                    yield (key, place, "why"), option.why
        case Claim():
            yield ("claim",), card.claim
        case Classify():
            yield ("statement",), card.statement
        case other:
            assert_never(other)
    yield from ((("why",), card.facts.why), (("hint",), card.facts.hint))
