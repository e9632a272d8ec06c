"""Code in light colours, for a few languages; the words of it stay as they are."""

from __future__ import annotations

from textual.content import Content, Span
from textual.highlight import HighlightTheme, highlight

LONGEST = 4_000
"""Characters of code up to which it is coloured; the lexers have not been made for hostile text."""

_LEXERS = {
    **dict.fromkeys(("python", "py", "python3"), "python"),
    **dict.fromkeys(("bash", "sh", "shell", "zsh"), "bash"),
    "toml": "toml",
    "json": "json",
    "sql": "sql",
}
_COLOURS = {
    "Token.Comment": "italic $quiet",
    "Token.Keyword": "$text-primary",
    "Token.Keyword.Constant": "$text-warning",
    "Token.Keyword.Namespace": "$text-primary",
    "Token.Keyword.Type": "$text-primary",
    "Token.Literal.Number": "$text-warning",
    "Token.Literal.String": "$text-success",
    "Token.Operator.Word": "$text-primary",
}


class _Light(HighlightTheme):
    """A few colours of the theme; names and signs have none."""


_Light.STYLES = {token: _COLOURS[str(token)] for token in HighlightTheme.STYLES if str(token) in _COLOURS}


def coloured(code: str, language: str) -> Content:
    """The code with colours, if its language is known, and without where they would change its text."""
    lexer = _LEXERS.get(language.casefold())
    if lexer is None or len(code) > LONGEST:
        return Content(code)
    shown = highlight(code, language=lexer, theme=_Light)
    if shown.plain != code:
        return Content(code)
    # The lexer has put a newline at the end.
    spans = [Span(span.start, min(span.end, len(code)), span.style) for span in shown.spans]
    return Content(code, [span for span in spans if span.style != "$text" and span.end > span.start])
