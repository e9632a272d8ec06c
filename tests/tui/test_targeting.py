"""What each knob of a target offers, and what it is called."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offbook.deck.names import DeckId
from offbook.insight.goals import goals_of
from offbook.settings import MEASURES, MOST_TARGETS, Settings, Target, load, save
from offbook.tui.targeting import KNOBS, Draft, added, only, removed, told, twins
from offbook.tui.widgets.knobs import Knob


@dataclass(frozen=True)
class Entry:
    id: DeckId
    title: str


DECKS = (Entry(DeckId("one"), "The [b]first[/b]"), Entry(DeckId("two"), "Second"))
TARGET, OF, VALUE, WINDOW, OF_DECKS, MINIMUM, PAIRED = KNOBS


def draft(*targets: Target, place: int = 0) -> Draft:
    return Draft(targets or (Target(),), place, DECKS)


@pytest.mark.parametrize(
    ("target", "row"),
    [
        (Target(), "delayed accuracy, at least 80%, each week"),
        (Target("bias", 0.1, "month"), "bias, at most 10 points, each month"),
        (Target("telling apart", 1.25, "year"), "telling apart, at least d′ 1.25, each year"),
        (
            Target("net correct per minute", 7.5, "day"),
            "net correct per minute, at least 7.5 a minute, each day",
        ),
        (Target("loops closed", 5.0, decks=("two",)), "loops closed, at least 5, each week, of Second"),
        (
            Target(decks=("lost", "one")),
            "delayed accuracy, at least 80%, each week, of lost (gone), The [b]first[/b]",
        ),
    ],
)
def test_a_target_on_a_line(target: Target, row: str) -> None:
    assert told(draft(), target) == row


def test_another_metric_brings_what_is_usual_for_it() -> None:
    start = draft(Target(value=0.9, window="day", decks=("one",), minimum=40, paired=""))
    turned = OF.turned(start, -1).target
    assert turned == Target("bias", 0.1, "day", ("one",), 10, "delayed accuracy")
    assert OF.turned(OF.turned(start, -1), 1).target == Target(window="day", decks=("one",))


@pytest.mark.parametrize(
    ("target", "by", "value"),
    [
        (Target(), 1, 0.85),
        (Target(), -1, 0.75),
        (Target(value=1.0), 1, 1.0),
        (Target(value=0.5), -1, 0.5),
        (Target(value=0.82), 1, 0.85),
        (Target(value=0.82), -1, 0.8),
        (Target(value=0.3), 1, 0.5),
        (Target("bias", 0.1), -1, 0.08),
        (Target("loops closed", 5.0), 1, 7.0),
    ],
)
def test_values_move_along_what_is_offered(target: Target, by: int, value: float) -> None:
    assert VALUE.turned(draft(target), by).target.value == value


def test_the_minimum_is_never_below_what_the_figure_takes() -> None:
    assert MINIMUM.shown(draft()) == "10 answers a day cold"
    assert MINIMUM.turned(draft(), -1).target.minimum == 10
    bias = draft(Target("bias", 0.1))
    assert MINIMUM.shown(bias) == "20 answers with a confidence"
    assert MINIMUM.turned(bias, 1).target.minimum == 25
    assert MINIMUM.turned(bias, -1).target.minimum == 20
    loops = draft(Target("loops closed", 5.0))
    assert MINIMUM.shown(loops) == "the first on"
    assert MINIMUM.turned(loops, 1) == loops


def test_decks_go_from_all_through_each_and_back() -> None:
    seen = [draft()]
    for _ in range(3):
        seen.append(OF_DECKS.turned(seen[-1], 1))
    assert [one.target.decks for one in seen] == [(), ("one",), ("two",), ()]
    assert OF_DECKS.shown(seen[0]) == "all"
    own = draft(Target(decks=("lost", "two")))
    assert OF_DECKS.turned(own, 1).target.decks == ("one",)
    assert OF_DECKS.turned(own, -1).target.decks == ()
    assert only(own, ("two", "one")).target.decks == ("one", "two")


def test_what_is_added_is_of_a_metric_that_has_no_target_yet() -> None:
    some = draft()
    for count in range(2, MOST_TARGETS + 1):
        some = added(some)
        assert (len(some.targets), some.place) == (count, count - 1)
        assert len({target.metric for target in some.targets}) == min(count, len(MEASURES))
    assert added(some) == some


def test_what_is_removed_leaves_its_neighbour() -> None:
    one, two, three = Target(), Target("bias", 0.1), Target("loops closed", 5.0)
    assert removed(draft(one, two, three, place=1)) == draft(one, three, place=1)
    assert removed(draft(one, two, three, place=2)) == draft(one, two, place=1)
    assert removed(draft(one)) == Draft((), 0, DECKS)
    assert added(Draft((), 0, DECKS)) == draft(Target())


def test_twins_are_noticed() -> None:
    assert not twins(draft(Target(), Target(value=0.9)))
    assert twins(draft(Target(), Target(paired="bias")))


turns = st.lists(st.tuples(st.sampled_from(KNOBS), st.sampled_from((-1, 1))), max_size=40)


@given(turns, st.integers(0, 3))
def test_whatever_is_turned_can_be_kept_shown_and_read_again(
    tmp_path_factory: pytest.TempPathFactory, turned: list[tuple[Knob[Draft], int]], more: int
) -> None:
    some = draft()
    for _ in range(more):
        some = added(some)
    for knob, by in turned:
        some = knob.turned(some, by)
        assert all(one.shown(some) for one in KNOBS)
    assert goals_of(Settings(targets=some.targets))
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    save(path, replace(Settings(), targets=some.targets))
    assert load(path).targets == some.targets
