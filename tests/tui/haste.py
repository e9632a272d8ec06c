"""What Textual does by the clock, or again for each app and each frame, and tests of many apps can spare."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from textual import _wait
from textual import screen as textual_screen
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

WAITS = {
    (_wait, "SLEEP_GRANULARITY"): 0.001,
    (_wait, "SLEEP_IDLE"): 0.0009,
    (textual_screen, "UPDATE_PERIOD"): 0.002,
}
"""Textual's private waits, in seconds, and what they are shortened to: its pilot sleeps 20 ms twice a key."""

_parse_rules: Callable[..., list[RuleSet]] = Stylesheet._parse_rules
_render_update = Compositor.render_update
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


@contextmanager
def in_haste() -> Iterator[None]:
    """Apps that run meanwhile wait less, share what their styles come to, and are painted by ``paint``."""
    with ExitStack() as changed:
        for (module, name), seconds in WAITS.items():
            changed.enter_context(patch.object(module, name, seconds))
        changed.enter_context(patch.object(Stylesheet, "_parse_rules", _parse_rules_once))
        changed.enter_context(patch.object(Compositor, "render_update", _put_off))
        yield


def paint(screen: Screen[object]) -> None:
    """Paint all that has changed, as Textual does for each frame on the way.

    A pilot's terminal shows nothing, and to paint those frames is half the work of an app. That they
    can be painted is shown in a terminal that does, by ``tests/e2e``.
    """
    if screen._compositor._dirty_regions:
        _render_update(screen._compositor, screen_stack=screen.app._background_screens)


def _parse_rules_once(sheet: Stylesheet, css: str, **terms: object) -> list[RuleSet]:
    known = (css, *terms.items(), *sheet._variables.items())
    if known not in _parsed:
        _parsed[known] = _parse_rules(sheet, css, **terms)
    return _parsed[known]


def _put_off(compositor: Compositor, *, full: bool = False, **_: object) -> None:
    if full:
        compositor._dirty_regions.add(compositor.size.region)
