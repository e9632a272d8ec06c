"""The Together tab: how far learning carries into performance, and what performance asks of learning."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from offbook.deck.cards import Deck
from offbook.insight import diagnosis
from offbook.insight.account import Account
from offbook.insight.foretold import Foretold
from offbook.panels.panel import Tab
from offbook.panels.together.advice import advice_panel
from offbook.panels.together.confidence import confidence_panel
from offbook.panels.together.contest import contest_panel, no_foretold
from offbook.panels.together.cycle import cycle_panel, gaps_panel
from offbook.panels.together.illusion import illusion_panel
from offbook.panels.together.integration import map_panel
from offbook.panels.together.joined import Joined
from offbook.panels.together.sureness import sureness_panel
from offbook.panels.together.transfer import transfer_panel


def tab(
    account: Account,
    decks: Sequence[Deck],
    results: Callable[[], Iterable[Foretold]] = no_foretold,
    *,
    model_only: bool = False,
) -> Tab:
    """Both ledgers joined, the advice first; the headline is the diagnosis.

    ``results`` are the quizzes that came to their end, in order, with what was foretold of each;
    ``model_only`` says whether too few delayed reviews were seen to hold the memory model against.
    """
    seen = Joined.of(account, decks, model_only=model_only)
    return Tab(
        id="together",
        title="Together",
        headline=diagnosis.words(account.counts),
        panels=(
            advice_panel(seen),
            map_panel(seen),
            transfer_panel(seen),
            illusion_panel(seen),
            cycle_panel(seen),
            gaps_panel(seen),
            confidence_panel(seen),
            sureness_panel(seen),
            contest_panel(seen, results),
        ),
    )
