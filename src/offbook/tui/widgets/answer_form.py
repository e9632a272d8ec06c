"""The fields for a typed answer.

Stock ``Input`` handles letters itself but leaves Backspace and Enter to bindings, which run
later: typed fast behind a stall, an answer is entered before its last letters. Here every key
is handled in the order in which it came.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Focus, Key, Paste
from textual.message import Message
from textual.widgets import Input

from offbook.deck.answers import LONGEST

FIELDS = 8
"""Fields that a card can have; further gaps share the last."""


class Field(Input):
    """One line to type in, whose keys keep their order."""

    class Entered(Message):
        """Enter was pressed."""

    class Left(Message):
        """Escape was pressed."""

    _taking = True

    def take(self) -> None:
        """Take keys again."""
        self._taking = True

    def _on_focus(self, event: Focus) -> None:
        super()._on_focus(event)
        self.take()

    async def _on_key(self, event: Key) -> None:
        if not self._taking:
            # Typed on behind Enter, before the cursor moved: meant for nothing on this screen.
            event.stop()
            event.prevent_default()
            return
        keys = {
            "backspace": self.action_delete_left,
            "delete": self.action_delete_right,
            "left": self.action_cursor_left,
            "right": self.action_cursor_right,
            "home": self.action_home,
            "end": self.action_end,
            "ctrl+w": self.action_delete_left_word,
            "ctrl+u": self.action_delete_left_all,
        }
        if act := keys.get(event.key):
            act()
        elif event.key == "enter":
            self._taking = False
            self.post_message(self.Entered())
        elif event.key == "escape":
            self.post_message(self.Left())
        else:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()

    def _on_paste(self, event: Paste) -> None:
        """Take the first line of what is pasted, so that a paste never enters an answer."""
        lines = event.text.splitlines()
        if lines and self._taking:
            self.insert_text_at_cursor(lines[0][: LONGEST - len(self.value)])
        event.stop()
        event.prevent_default()


class AnswerForm(Vertical):
    """As many fields as an answer has parts. Enter goes to the next, and from the last hands in."""

    DEFAULT_CSS = """
    AnswerForm { height: auto; display: none; }
    AnswerForm.-open { display: block; }
    AnswerForm Field { display: none; }
    AnswerForm Field.-used { display: block; }
    """

    class HandedIn(Message):
        """The answer is complete."""

        def __init__(self, texts: tuple[str, ...]) -> None:
            super().__init__()
            self.texts = texts
            """One text a field."""

    class Edited(Message):
        """Something was typed or taken away."""

        def __init__(self, texts: tuple[str, ...]) -> None:
            super().__init__()
            self.texts = texts
            """One text a field."""

    class Dismissed(Message):
        """The learner left the fields, to use the keys of the screen."""

    def __init__(self) -> None:
        super().__init__()
        self._used = 0

    def compose(self) -> ComposeResult:
        """One field; more come when a card needs them."""
        yield _field()

    @property
    def texts(self) -> tuple[str, ...]:
        """What stands in the fields."""
        return tuple(field.value for field in self._fields())

    async def open(self, labels: Sequence[str], values: Sequence[str] = ()) -> None:
        """Show a field for each label, holding ``values`` or nothing, and put the cursor into the first."""
        await self._provide(len(labels))
        self._used = min(len(labels), FIELDS)
        for place, field in enumerate(self.query(Field)):
            field.set_class(place < self._used, "-used")
            with field.prevent(Input.Changed):
                field.value = values[place] if place < len(values) else ""
            field.placeholder = labels[place] if place < self._used else ""
        self.add_class("-open")
        self.screen.set_focus(self.query(Field).first())
        for field in self._fields():
            # Once the question is painted: what is typed before is not meant for it.
            self.call_after_refresh(field.take)

    def close(self) -> None:
        """Hide the fields; nothing typed from now on is taken."""
        if not self._used:
            return
        self._used = 0
        self.remove_class("-open")
        self.screen.set_focus(None)

    def resume(self) -> None:
        """Go back to typing, be it that the learner comes back or that an answer was not taken."""
        for field in self._fields():
            field.take()
        if self._used:
            self.screen.set_focus(self.query(Field).first())

    async def _provide(self, number: int) -> None:
        missing = min(number, FIELDS) - len(self.query(Field))
        if missing > 0:
            await self.mount_all(_field() for _ in range(missing))

    def _fields(self) -> Iterator[Field]:
        return iter([field for field in self.query(Field) if field.has_class("-used")][: self._used])

    def on_input_changed(self, message: Input.Changed) -> None:
        """Tell what stands in the fields now."""
        message.stop()
        if self._used:
            self.post_message(self.Edited(self.texts))

    def on_field_entered(self, message: Field.Entered) -> None:
        """Go on to the next field, or hand in."""
        message.stop()
        fields = list(self._fields())
        focused = next((place for place, field in enumerate(fields) if field.has_focus), None)
        if focused is None:
            return
        if focused + 1 < len(fields):
            self.screen.set_focus(fields[focused + 1])
            return
        self.post_message(self.HandedIn(self.texts))

    def on_field_left(self, message: Field.Left) -> None:
        """Give the keys back to the screen."""
        message.stop()
        self.screen.set_focus(None)
        self.post_message(self.Dismissed())


def _field() -> Field:
    # Selected on focus, what stands there would be lost to the first letter of whoever comes back to it.
    return Field(max_length=LONGEST, compact=True, select_on_focus=False)
