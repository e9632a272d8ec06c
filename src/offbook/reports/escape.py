"""Text within Markdown: what stands there is read as it was written, whatever signs it holds."""

from __future__ import annotations

import re

from offbook.deck.clean import defuse, one_line

_INLINE = re.compile(r"([\\`*_\[\]<>|~$@])|&(?=#?\w+;)|:(?=//)|(?<=www)\.", re.IGNORECASE)
"""Signs that mean something anywhere in a line; the last three only where they would."""
_AHEAD = re.compile(r"^(?:[#=:]|[+-](?=[\s-]|$)|\d{1,9}(?=[.)](?:\s|$)))")
"""What means something at the start of a line alone: headings, lists, rules, underlines."""
_BEHIND = re.compile(r"(?<=\s)#+$")
"""What would end a heading, and not be seen in it."""


def escape(text: str) -> str:
    """The text on one line, for anywhere in Markdown, tables included."""
    marked = _INLINE.sub(lambda found: f"\\{found.group()}", defuse(one_line(text)))
    return _BEHIND.sub(r"\\\g<0>", _AHEAD.sub(_start, marked))


def _start(found: re.Match[str]) -> str:
    sign = found.group()
    # A number is no sign to be escaped; what follows it is.
    return f"{sign}\\" if sign.isdigit() else f"\\{sign}"
