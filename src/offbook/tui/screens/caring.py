"""What a screen that shows cards can do with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.binding import Binding

from offbook.clock import Clock
from offbook.deck.cards import Card, CardKey
from offbook.errors import OffbookError
from offbook.opening import Edit
from offbook.trainer import Trainer
from offbook.tui import editing, words
from offbook.tui.keeping import Done, Held, Keeper
from offbook.tui.screens.confirm import ConfirmScreen
from offbook.tui.screens.house import HouseScreen
from offbook.tui.screens.report import Report, ReportScreen, Said
from offbook.tui.widgets.keyline import Hint

DECIDING = (
    Binding("e", "edit", words.EDIT_ELSEWHERE),
    Binding("E", "author", words.EDIT_HERE),
    Binding("x", "suspend", "suspend, or resume"),
    Binding("z", "bury", "bury till tomorrow, or bring back"),
    Binding("asterisk", "flag", "flag for a second look, or take the flag off", key_display="*"),
    Binding("exclamation_mark", "report", "report: the card is wrong", key_display="!"),
    Binding("r", "reset", "reset: new again"),
    Binding("u", "undo", "take back what was done last"),
)
HINTS = (
    Hint("e", "your editor", "edit"),
    Hint("x", "suspend", "suspend"),
    Hint("z", "bury", "bury"),
    Hint("*", "flag", "flag"),
    Hint("!", "report", "report"),
    Hint("r", "reset", "reset"),
)


class CaringScreen(HouseScreen[None]):
    """Decides about the cards it holds; each decision is on disk before it shows, and can be taken back."""

    def __init__(self, trainer: Trainer, clock: Clock) -> None:
        super().__init__()
        self._trainer = trainer
        self._clock = clock
        self._keeper = Keeper(trainer, clock)

    def held(self) -> Sequence[Held]:
        """The cards to be decided about."""
        raise NotImplementedError

    def at_hand(self) -> tuple[Card, str | None] | None:
        """The one card to be edited or reported, and what was said against it; None if there is none."""
        raise NotImplementedError

    def take_in(self, keys: Sequence[CardKey]) -> None:
        """Show where these cards stand now."""
        raise NotImplementedError

    def take_edit(self) -> None:
        """Show what an editor may have changed."""
        raise NotImplementedError

    def action_suspend(self) -> None:
        """Suspend cards, or let them take part again."""
        self._do(lambda: self._keeper.suspend(self.held()))

    def action_bury(self) -> None:
        """Bury cards till tomorrow, or bring them back."""
        self._do(lambda: self._keeper.bury(self.held()))

    def action_flag(self) -> None:
        """Flag cards, or take the flags off."""
        self._do(lambda: self._keeper.flag(self.held()))

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._do(self._keeper.undo)

    def action_reset(self) -> None:
        """Reset cards; several, after asking once."""
        held = self.held()
        if len(held) < 2:
            self._do(lambda: self._keeper.reset(held))
            return
        question = f"Reset {words.count(len(held), 'card')}?"
        told = "They are new again. Their reviews stay in the journal, and u takes it back."
        asked = ConfirmScreen(question, told, "reset them", "leave them")
        self.app.push_screen(asked, lambda yes: self._do(lambda: self._keeper.reset(held)) if yes else None)

    def action_report(self) -> None:
        """Say that the card is wrong."""
        if found := self.at_hand():
            card, earlier = found
            self.app.push_screen(ReportScreen(earlier), lambda said: self._report(card.facts.key, said))

    def action_edit(self) -> None:
        """Open the card's deck in the editor, at the card, and show the card as it was left."""
        if found := self.at_hand():
            try:
                if told := editing.edit(self.app, self._trainer.library, found[0]):
                    self.tell(told, seconds=8)
            except OffbookError as error:
                self.complain(error, "The card was not edited")
        self.take_edit()

    def action_author(self) -> None:
        """Open the card's deck beside its cards, at the card."""
        if found := self.at_hand():
            key = found[0].facts.key
            try:
                self.go(Edit(self._trainer.library.find(key.deck), key))
            except OffbookError as error:
                self.complain(error, "The deck cannot be edited here")

    def _report(self, key: CardKey, said: Report | None) -> None:
        if isinstance(said, Said):
            self._do(lambda: self._keeper.report(key, said.text))
        elif said:
            self._do(lambda: self._keeper.unsay(key))

    def _do(self, decide: Callable[[], Done]) -> None:
        """Decide about cards; where that is not recorded, say why."""
        try:
            done = decide()
        except OffbookError as error:
            self.complain(error, "This was not recorded")
            return
        self.tell(done.told)
        if done.keys:
            self.take_in(done.keys)
