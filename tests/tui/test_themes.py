"""The themes: one for each name, and every word in them can be read."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from offbook.settings import THEMES as NAMES
from offbook.tui.themes import THEMES

READABLE = 4.5
"""Contrast of text by WCAG 2.2, level AA."""


def contrast(one: str | None, other: str | None) -> float:
    assert one
    assert other
    lights = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def luminance(color: Color) -> float:
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def voices(theme: Theme) -> dict[str, str | None]:
    return {
        "text": theme.foreground,
        "primary": theme.primary,
        "accent": theme.accent,
        "success": theme.success,
        "warning": theme.warning,
        "error": theme.error,
        "quiet": theme.variables["quiet"],
    }


def test_there_is_one_for_each_name_that_can_be_set() -> None:
    assert tuple(theme.name for theme in THEMES) == NAMES


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_code_has_a_ground_that_shows_and_colours_that_can_be_read_on_it(theme: Theme) -> None:
    least = 7.0 if theme.name == "high-contrast" else READABLE
    ground = theme.variables["code"]
    assert contrast(ground, theme.background) >= 1.15
    colours = theme.to_color_system().generate()
    said = [colours[f"text-{name}"] for name in ("accent", "primary", "success", "warning", "error")]
    for colour in (*said, theme.foreground, theme.variables["quiet"]):
        assert contrast(colour, ground) >= least


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", ["background", "surface", "panel"])
def test_every_voice_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    least = 7.0 if theme.name == "high-contrast" else READABLE
    beneath = getattr(theme, ground)
    weak = {
        name: round(contrast(colour, beneath), 2)
        for name, colour in voices(theme).items()
        if contrast(colour, beneath) < least
    }
    assert weak == {}
