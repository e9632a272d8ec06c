"""What was taken for what, read from a question as it was kept."""

from __future__ import annotations

from functools import lru_cache

from offbook.performance.asked import right_of
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
    return told(question.form, question.asked, None if answered.timed_out else answered.response or None)


def told(form: str, asked: str, chosen: str | None) -> Told | None:
    """What was right and what was ``chosen``, of a question in the form and the words it was kept in."""
    right = _right(asked) if form in _TELLING else None
    return None if right is None else Told(right, chosen)


@lru_cache(maxsize=8192)
def _right(asked: str) -> str | None:
    """The right side or the only right option. A card is asked many times in the very same words."""
    return right_of(asked)
