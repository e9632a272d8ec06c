"""What a panel says, and what stands in its data."""

from __future__ import annotations

from collections.abc import Iterator

from offbook.panels.panel import Data, Panel, Tab


def panel(found: Tab, name: str) -> Panel:
    """One panel of a tab."""
    (one,) = (one for one in found.panels if one.id == name)
    return one


def texts(one: Panel) -> Iterator[str]:
    """Everything that a panel says, its rows with it, its formula left out."""
    yield from (one.title, one.value, one.told, one.drawn, one.glass.window)
    yield from (f"{name} {told}" for name, told in (*one.lines, *one.glass.details))
    yield from one.glass.left_out
    yield from (row.text for row in one.glass.sources())


def entry(value: Data, *path: str) -> Data:
    """What stands under nested names in JSON."""
    for name in path:
        assert isinstance(value, dict)
        value = value[name]
    return value


def column(one: Panel, name: str, field: str) -> list[Data]:
    """One field of each element of a list in the data of a panel."""
    rows = one.data[name]
    assert isinstance(rows, list)
    return [entry(row, field) for row in rows]


def keys(value: Data, path: str = "") -> Iterator[str]:
    """The names in JSON, those of all elements of a list as one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{path}.{name}"
            yield from keys(inner, f"{path}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner, f"{path}[]")


def shape(data: Data) -> object:
    """The names in some data, without its values; of a list, the names in what it holds."""
    if isinstance(data, dict):
        return {name: shape(value) for name, value in data.items()}
    if isinstance(data, list) and data and isinstance(data[0], dict):
        return shape(data[0])
    return None


def leaves(data: Data) -> Iterator[dict[str, Data]]:
    """Every object in some data."""
    if isinstance(data, dict):
        yield data
        for value in data.values():
            yield from leaves(value)
    if isinstance(data, list):
        for value in data:
            yield from leaves(value)
