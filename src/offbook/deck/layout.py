"""A deck's text as its author laid it out, and edits that touch nothing but what they are about.

Comments, blank lines, quotes and the order of everything else stay as they are, byte for byte.
All texts here have line feeds only and no byte order mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from offbook.deck.places import STRING, Outline, outline

CARD = "cards"


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one ``[[cards]]`` table."""

    index: int
    """Place among the ``[[cards]]`` of the file, from 0."""
    first: int
    """Its first line, from 0: the comment that stands on its header, or the header."""
    header: int
    """The line of its header."""
    end: int
    """The line after its last key, or after the comment right below that; one set apart is not its own."""


def blocks(text: str) -> tuple[Block, ...]:
    """The cards of a file, in order; none where they are written as one list in one value."""
    return _blocks(text.split("\n"), outline(text))


def _blocks(lines: Sequence[str], layout: Outline) -> tuple[Block, ...]:
    starts = _line_starts(lines)
    headers = [(_line_of(starts, offset), trail) for offset, trail in layout.headers]
    said = {line for line, _ in headers}
    said.update(_line_of(starts, end - 1) for _, end in layout.pairs.values())
    keys = sorted(said)
    found: list[Block] = []
    for place, (line, trail) in enumerate(headers):
        if len(trail) != 2 or trail[0] != CARD or not isinstance(trail[1], int):
            continue
        later = (headers[at] for at in range(place + 1, len(headers)))
        following = next((at for at, other in later if other[:2] != trail), len(lines))
        if following < len(lines):
            following = _with_comment(lines, following)
        end = keys[bisect_right(keys, following - 1) - 1] + 1
        while end < following and lines[end].lstrip().startswith("#"):
            end += 1
        found.append(Block(trail[1], _with_comment(lines, line), line, end))
    return tuple(found)


def added(text: str, card: str, behind: int | None = None) -> tuple[str, int]:
    """The text with one more card, and the line, from 0, of its header.

    ``card`` is a whole ``[[cards]]`` table; ``behind`` the index of the card it follows, None for the end.
    """
    lines = text.split("\n")
    found = {block.index: block for block in blocks(text)}
    end = found[behind].end if behind in found else last_said(lines, 0, len(lines))
    before, after = lines[:end], lines[end:]
    gap = [""] if before else []
    # What follows keeps its distance; at the end of the file there is a line feed and nothing more.
    rest = after if any(line.strip() for line in after) else [""]
    own = card.strip("\n").split("\n")
    return "\n".join([*before, *gap, *own, *rest]), len(before) + len(gap) + _header_in(own)


def duplicated(text: str, index: int) -> tuple[str, int]:
    """The text with a card there twice, the copy behind it and without its ``id``; the copy's line, from 0.

    Raises KeyError if there is no such card.
    """
    block = _block(text, index)
    copy = "\n".join(text.split("\n")[block.first : block.end])
    written = outline(copy).pairs.get((CARD, 0, "id"))
    return added(text, _without(copy, written) if written else copy, index)


def removed(text: str, index: int) -> str:
    """The text without a card and the comment on it. Raises KeyError if there is no such card."""
    block = _block(text, index)
    lines = text.split("\n")
    before, after = lines[: block.first], lines[block.end :]
    while after and not after[0].strip() and (not before or not before[-1].strip()):
        after = after[1:]
    return "\n".join([*before, *after]) if after else "\n".join(before).rstrip("\n") + "\n"


def with_value(text: str, index: int, key: str, value: str | Sequence[str]) -> str:
    """The text with a key of a card set: in place of what it was, else as its first key (``id``) or its last.

    Raises KeyError if there is no such card.
    """
    block, pairs = _block(text, index), outline(text).pairs
    written = _pair(key, value)
    if old := pairs.get((CARD, index, key)):
        return text[: old[0]] + written + text[old[1] :]
    lines = text.split("\n")
    own = [end for trail, (_, end) in pairs.items() if trail[:2] == (CARD, index) and len(trail) == 3]
    last = _line_of(_line_starts(lines), max(own) - 1) if own and key != "id" else block.header
    return "\n".join([*lines[: last + 1], written, *lines[last + 1 :]])


def without_trailing_space(text: str) -> str:
    """The text without blanks at the ends of lines; texts in quotes are left as they are."""
    kept = _quoted_line_ends(text)
    lines = text.split("\n")
    ends = (start + len(line) for start, line in zip(_line_starts(lines), lines, strict=True))
    return "\n".join(
        line if end in kept else line.rstrip(" \t") for end, line in zip(ends, lines, strict=True)
    )


def all_in_order(text: str, orders: Mapping[int, Sequence[str]]) -> str:
    """The text with the keys of some cards in an order; a comment above a key moves with it.

    Keys that an order does not name stand last, as they stood. A card with a blank line between
    its keys is left as it is: its author has grouped them.
    """
    lines = text.split("\n")
    starts = _line_starts(lines)
    layout = outline(text)
    own: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for trail, (begin, end) in layout.pairs.items():
        match trail:
            case ("cards", int(index), str(key)) if index in orders:
                own[index].append((_line_of(starts, begin), _line_of(starts, end - 1), key))
    for block in _blocks(lines, layout):
        if keys := own.get(block.index):
            moved = _in_order(lines, block.header + 1, sorted(keys), orders[block.index])
            lines[block.header + 1 : block.header + 1 + len(moved)] = moved
    return "\n".join(lines)


def _in_order(
    lines: Sequence[str], first: int, keys: Iterable[tuple[int, int, str]], order: Sequence[str]
) -> list[str]:
    """The lines of a card's keys, from its first on, in an order; none if they are to stay."""
    pieces: list[tuple[str, list[str]]] = []
    at = first
    for begin, end, key in keys:
        # Two keys on one line cannot be, and what stands above a key is its comment or a blank.
        if not all(line.strip() for line in lines[at:begin]):
            return []
        pieces.append((key, list(lines[at : end + 1])))
        at = end + 1
    rank = {key: place for place, key in enumerate(order)}
    pieces.sort(key=lambda piece: rank.get(piece[0], len(rank)))
    return [line for _, piece in pieces for line in piece]


def with_ids(text: str, ids: Mapping[int, str]) -> str:
    """The text with an ``id`` as the first key of some cards that have none."""
    lines = text.split("\n")
    headers = {block.header: ids[block.index] for block in blocks(text) if block.index in ids}
    written: list[str] = []
    for at, line in enumerate(lines):
        written.append(line)
        if at in headers:
            written.append(_pair("id", headers[at]))
    return "\n".join(written)


def _block(text: str, index: int) -> Block:
    return {block.index: block for block in blocks(text)}[index]


def _pair(key: str, value: str | Sequence[str]) -> str:
    """A key and its value as TOML, on one line."""
    import tomli_w

    if isinstance(value, str):
        return tomli_w.dumps({key: value}).rstrip("\n")
    items = (tomli_w.dumps({"x": item}).rstrip("\n").removeprefix("x = ") for item in value)
    return f"{key} = [{', '.join(items)}]"


def _without(text: str, ends: tuple[int, int]) -> str:
    """The text without the line, or lines, of a pair."""
    begin = text.rfind("\n", 0, ends[0]) + 1
    end = text.find("\n", ends[1])
    return text[:begin] + ("" if end < 0 else text[end + 1 :])


def _header_in(lines: Sequence[str]) -> int:
    """The line of the header in the lines of one card."""
    return next((at for at, line in enumerate(lines) if line.lstrip().startswith("[[")), 0)


_TEXTS = re.compile(rf"{STRING}|#[^\n]*+", re.DOTALL)


def _quoted_line_ends(text: str) -> set[int]:
    """The offsets of the line ends that stand within texts in quotes."""
    return {
        found.start() + at.start()
        for found in _TEXTS.finditer(text)
        if not found[0].startswith("#")
        for at in re.finditer("\n", found[0])
    }


def _line_starts(lines: Iterable[str]) -> list[int]:
    starts, at = [], 0
    for line in lines:
        starts.append(at)
        at += len(line) + 1
    return starts


def _line_of(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _with_comment(lines: Sequence[str], line: int) -> int:
    """The first line of the comment that stands right above a line."""
    while line and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def last_said(lines: Sequence[str], first: int, end: int) -> int:
    """The line after the last that is not blank, between two lines."""
    while end > first and not lines[end - 1].strip():
        end -= 1
    return end
