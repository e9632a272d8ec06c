"""The stage: a card with its question and, once it was tried, its answer beneath."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from offbook.deck.cards import Card, Concept, Side
from offbook.tui import faces, feedback
from offbook.tui.widgets.answer_form import AnswerForm


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything the stage shows of a card."""

    card: Card
    keys: tuple[faces.Key, ...]
    """The answers to choose from, in the order shown."""
    sides: tuple[Side, ...]
    ticked: frozenset[str] = frozenset()
    """Options of a multi-select that are chosen so far."""
    hinted: bool = False
    fields: tuple[str, ...] = ()
    """Labels of the fields to type in; none where nothing is typed."""
    values: tuple[str, ...] = ()
    """What the fields hold to begin with."""
    outcome: faces.Outcome | None = None
    """None while the card asks."""
    own: Concept | None = None
    opposite: Concept | None = None


class Stage(VerticalScroll, can_focus=False):
    """Shows one scene, or a closing text. Lines are broken to its width, anew after a resize."""

    DEFAULT_CSS = """
    Stage { padding: 1 4; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    Stage Static { margin: 0 1 1 0; max-width: 92; }
    Stage Static.last { margin-bottom: 0; }
    Stage AnswerForm { margin-bottom: 1; max-width: 72; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._above = Static()
        self._form = AnswerForm()
        self._below = Static(classes="last")

    def compose(self) -> ComposeResult:
        """The question with what answers it, the fields, and what comes after."""
        yield self._above
        yield self._form
        yield self._below

    async def show(self, scene: Scene) -> None:
        """Show a scene. Fields are opened afresh where the scene before had none."""
        before, self._scene = self._scene, scene
        self._draw()
        if scene.fields and not (before and before.fields and before.card.facts.key == scene.card.facts.key):
            await self._form.open(scene.fields, scene.values)
        elif not scene.fields:
            self._form.close()
        if scene.outcome is None:
            self.scroll_home(animate=False)
        else:
            self.call_after_refresh(self._reveal_answer)

    def show_text(self, text: Content) -> None:
        """Show a text in place of a card."""
        self._scene = None
        self._form.close()
        self._above.update(text)
        self._below.update("")
        self.scroll_home(animate=False)

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in the fields, one text each; nothing where nothing is typed."""
        return self._form.texts

    def resume_typing(self) -> None:
        """Put the cursor back into the fields."""
        self._form.resume()

    def on_resize(self) -> None:
        """Break lines anew."""
        if self._scene:
            self._draw()

    def _draw(self) -> None:
        scene = self._scene
        if scene is None:
            return
        # A cell stays free beside the scroll bar.
        width = max(20, min(self.scrollable_content_region.width - 1, 92))
        self._above.update(_joined(*_before(scene, width)))
        after = _joined(*_after(scene, width))
        self._below.update(_RULE + "\n" + after if after and scene.outcome else after)

    def _reveal_answer(self) -> None:
        """Bring the end of the answer into view, as far as the question stays."""
        overflow = self.virtual_size.height - self.size.height
        if overflow > 0:
            self.scroll_to(y=min(overflow, max(0, self._above.virtual_region.y)), animate=False)


_RULE = Content.styled("─" * 24, "$faint")


def _before(scene: Scene, width: int) -> Iterator[Content]:
    """The question, and the answers to choose from."""
    yield faces.question(scene.card, shown=scene.outcome is not None, width=width)
    if scene.keys:
        yield faces.options(scene.keys, width, scene.card, scene.ticked, scene.outcome)


def _after(scene: Scene, width: int) -> Iterator[Content]:
    """The hint while the card asks; then the verdict, the answer, the reason and the contrast."""
    if scene.outcome:
        yield feedback.verdict(scene.card, scene.outcome, scene.sides)
        yield feedback.answer(scene.card, scene.outcome, width)
        yield feedback.reason(scene.card, width)
        yield feedback.contrast(scene.own, scene.opposite, width)
    elif scene.hinted:
        yield faces.hint(scene.card, width)


def _joined(*parts: Content) -> Content:
    return Content("\n\n").join(part for part in parts if part)
