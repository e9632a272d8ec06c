"""The stage: a card with its question and, once it was tried, its answer beneath."""

from __future__ import annotations

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
    Stage Static { margin-bottom: 1; max-width: 92; }
    Stage AnswerForm { margin-bottom: 1; max-width: 72; }
    Stage #rule { color: $faint; margin-bottom: 0; }
    Stage .-empty { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._scene: Scene | None = None
        self._parts = {name: Static(id=name) for name in ("question", "options")}
        self._after = {name: Static(id=name) for name in ("verdict", "answer", "why", "contrast")}
        self._form = AnswerForm()
        self._rule = Static("─" * 24, id="rule", classes="-empty")

    def compose(self) -> ComposeResult:
        """The question, what answers it, and what comes after."""
        yield from self._parts.values()
        yield self._form
        yield self._rule
        yield from self._after.values()

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
        self._fill({"question": text})
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
        width = max(20, min(self.scrollable_content_region.width, 92))
        shown = scene.outcome is not None
        texts = {"question": faces.question(scene.card, shown=shown)}
        if scene.keys:
            texts["options"] = faces.options(scene.keys, width, scene.card, scene.ticked, scene.outcome)
        if scene.outcome:
            texts["verdict"] = feedback.verdict(scene.card, scene.outcome, scene.sides)
            texts["answer"] = feedback.answer(scene.card, scene.outcome)
            texts["why"] = feedback.reason(scene.card)
            texts["contrast"] = feedback.contrast(scene.own, scene.opposite, width)
        elif scene.hinted:
            texts["why"] = faces.hint(scene.card)
        self._fill(texts)

    def _fill(self, texts: dict[str, Content]) -> None:
        self._rule.set_class(not any(texts.get(name) for name in self._after), "-empty")
        for name, part in {**self._parts, **self._after}.items():
            text = texts.get(name, Content(""))
            part.set_class(not text, "-empty")
            part.update(text)

    def _reveal_answer(self) -> None:
        """Bring the end of the answer into view, as far as the question stays."""
        question = self._parts["question"]
        overflow = self.virtual_size.height - self.size.height
        if overflow > 0:
            self.scroll_to(y=min(overflow, max(0, question.virtual_region.y)), animate=False)
