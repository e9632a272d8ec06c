"""What was taken for what, read from a question as it was kept."""

from __future__ import annotations

from offbook.deck.cards import Choice, Classify
from offbook.performance.asked import from_json
from offbook.performance.events import Answered, AttemptBegan
from offbook.performance.observation import Told

_TELLING = ("classify", "choice")
"""The forms that can tell; the others are not even parsed."""


def tell(began: AttemptBegan, answered: Answered) -> Told | None:
    """The right side and the one said, or the right option and the one chosen.

    None for the other forms, for choices of several options, and for a question that was kept in
    a way not known here. Raises IndexError if the answer's place is not on the paper.
    """
    question = began.paper[answered.place]
    if question.form not in _TELLING:
        return None
    try:
        card = from_json(question.asked).card
    except ValueError:
        return None
    chosen = None if answered.timed_out else answered.response or None
    match card:
        case Classify(side=side):
            return Told(side, chosen)
        case Choice(right=(only,)):
            return Told(only.text, chosen)
        case _:
            return None
