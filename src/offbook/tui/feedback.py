"""What follows an answer: whether it was right, what would have been, why, and what stands opposite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from textual.content import Content

from offbook.deck.answers import Held, Sided, Typed, difference, expected, judge_pieces
from offbook.deck.cards import Card, Choice, Claim, Classify, Cloze, Concept, Recall, Side
from offbook.deck.plain import without_ticks
from offbook.deck.spelling import normal
from offbook.tui.faces import RIGHT, WRONG, Outcome, beside, hanging
from offbook.tui.lines import UNBROKEN
from offbook.tui.text import plain, rich


def verdict(card: Card, outcome: Outcome, sides: Sequence[Side]) -> Content:
    """Whether the answer was right, in a sentence."""
    names = {side.id: side.name for side in sides}
    if outcome.answer is None:
        return Content.styled("○ Not answered in time.", "bold $text-warning")
    if outcome.verdict is None:
        return Content("")
    if outcome.overruled:
        return Content.styled(f"{RIGHT} Right, as you say.", "bold $text-success")
    if outcome.verdict.right:
        near = " Mind the spelling." if outcome.verdict.slips else ""
        return Content.styled(f"{RIGHT} Right.{near}", "bold $text-success")
    match outcome.answer:
        case Sided(side) if isinstance(card, Classify):
            said, true = names.get(side, side), names.get(card.side, card.side)
            tail = plain(f" It is {true}, not {said}.")
        case Held():
            tail = plain(
                f" The claim {'holds' if isinstance(card, Claim) and card.holds else 'does not hold'}."
            )
        case _ if outcome.verdict.score > 0:
            return Content.styled("◐ Partly right.", "bold $text-warning")
        case _:
            tail = Content("")
    return Content.styled(f"{WRONG} Not quite.", "bold $text-error") + tail


def answer(card: Card, outcome: Outcome, width: int = UNBROKEN) -> Content:
    """The right answer, and a typed one held against it."""
    given = outcome.answer if isinstance(outcome.answer, Typed) else None
    match card:
        case Recall() if given and len(card.parts) > 1:
            return _typed_parts(card, given, width)
        case Recall():
            if given and not (outcome.verdict and outcome.verdict.right and not outcome.verdict.slips):
                return _compare("You wrote", given.texts[0] if given.texts else "", card.back)
            if _is_list(card):
                return Content("\n").join(beside(Content("• "), one, width) for one in card.parts)
            return rich(card.back, width)
        case Cloze() if given:
            return _typed_gaps(card, given)
        case Cloze() | Choice() | Claim() | Classify():
            return Content("")
        case other:
            assert_never(other)


def reason(card: Card, width: int = UNBROKEN) -> Content:
    """Why the answer is what it is."""
    return rich(card.facts.why, width) if card.facts.why else Content("")


def contrast(own: Concept | None, opposite: Concept | None, width: int) -> Content:
    """The concept that the card drills, and what stands opposite."""
    lines = []
    if own and own.name and opposite:
        lines.append(hanging(Content.styled("this is   ", "$quiet"), _concept(own), width))
        lines.append(hanging(Content.styled("opposite  ", "$quiet"), _concept(opposite), width))
    return Content("\n").join(lines)


def _typed_parts(card: Recall, given: Typed, width: int) -> Content:
    """What was typed, and for each part whether it was there."""
    marks = {True: ("✔", "$text-success"), False: ("✘", "$text-error")}
    lines = [Content.styled("You wrote  ", "$quiet") + plain("; ".join(" ".join(given.texts).splitlines()))]
    for part, verdict in zip(card.parts, judge_pieces(card, given), strict=True):
        mark, style = ("≈", "$text-warning") if verdict.slips else marks[verdict.right]
        lines.append(beside(Content.styled(f"{mark} ", f"bold {style}"), part, width))
    return Content("\n").join(lines)


def _typed_gaps(card: Cloze, given: Typed) -> Content:
    """Each gap that was not filled to the letter, held against its answer."""
    wanted = expected(card)
    texts = [*given.texts, *[""] * len(wanted)]
    lines = [
        _compare(f"Gap {place}" if len(wanted) > 1 else "You wrote", texts[place - 1], wanted[place - 1])
        for place, verdict in enumerate(judge_pieces(card, given), 1)
        if not verdict.right or verdict.slips
    ]
    return Content("\n").join(lines)


def _compare(label: str, given: str, wanted: str) -> Content:
    """A typed answer above the right one; where they are alike, what differs is marked in both."""
    wanted = without_ticks(wanted)
    margin = max(len(label), len("Answer")) + 2
    heads = [Content.styled(word.ljust(margin), "$quiet") for word in (label, "Answer")]
    if not given.strip():
        return heads[0] + Content.styled("nothing", "$quiet") + "\n" + heads[1] + plain(wanted, "bold")
    pieces = difference(given, wanted)
    alike = sum(len(piece.text) for piece in pieces if piece.kind == "same") * 2 >= len(wanted)
    if not alike:
        return heads[0] + plain(given) + "\n" + heads[1] + plain(wanted, "bold")
    upper, lower = heads
    for piece in pieces:
        if piece.kind != "missing":
            upper += plain(piece.text, "strike $text-error" if piece.kind == "extra" else "")
        if piece.kind != "extra":
            lower += plain(piece.text, "bold underline $text-success" if piece.kind == "missing" else "")
    return upper + "\n" + lower


def _is_list(card: Recall) -> bool:
    """Whether the answer is its parts and nothing else, so that they can stand as a list."""
    rest = normal(card.back)
    for part in sorted(map(normal, card.parts), key=len, reverse=True):
        if part not in rest:
            return False
        rest = rest.replace(part, "", 1)
    return len(card.parts) > 1 and not {*rest.replace(",", " ").replace(";", " ").split()} - {"and"}


def _concept(concept: Concept) -> Content:
    name = plain(concept.name, "bold")
    return name + ": " + rich(concept.summary) if concept.summary else name
