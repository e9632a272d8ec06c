"""The three themes: a dark house, a lit page, and one for eyes that need the contrast."""

from __future__ import annotations

from textual.theme import Theme


def _voices(quiet: str, faint: str, code: str) -> dict[str, str]:
    """Colours of what is said in a lower voice, of lines that only part, and of the ground beneath code."""
    return {"quiet": quiet, "faint": faint, "code": code, "block-cursor-text-style": "none"}


THEMES = (
    Theme(
        name="dark",
        primary="#7fb8ad",
        secondary="#e0b15e",
        accent="#e0b15e",
        success="#8fc99b",
        warning="#e0b15e",
        error="#e58b7b",
        foreground="#e6e3da",
        background="#15181d",
        surface="#1b1f26",
        panel="#242a33",
        variables=_voices("#9aa1a9", "#59616b", "#262d37"),
    ),
    Theme(
        name="light",
        primary="#1f6f63",
        secondary="#8a5a00",
        accent="#8a5a00",
        success="#1d6b35",
        warning="#8a5a00",
        error="#a3301f",
        foreground="#22262c",
        background="#faf7f0",
        surface="#f2ede2",
        panel="#e7e0d1",
        dark=False,
        variables=_voices("#5c6470", "#a79f8f", "#ebe4d5"),
    ),
    Theme(
        name="high-contrast",
        primary="#ffffff",
        secondary="#ffff00",
        accent="#ffff00",
        success="#00ff66",
        warning="#ffff00",
        error="#ff8080",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        text_alpha=1.0,
        variables=_voices("#ffffff", "#c0c0c0", "#333333"),
    ),
)
"""One for each name in ``settings.THEMES``."""
