"""For elements that are said nowhere, the statements that came nearest to saying them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from compliance.extract.columns import Columns, Group, positions, union
from compliance.extract.ways import Way

NEAREST = 3
"""How many near misses are kept for an element."""


class NearWays:
    """The ways of one vocabulary of which a part may be held, each with the concepts without which no passage is near: those of
    its rarest group that are of the element's own topic."""

    def __init__(self, ways: Sequence[Way], numbers: Mapping[str, int]) -> None:
        topics: dict[str, set[int]] = {}
        for id_, number in numbers.items():
            topics.setdefault(id_[:3], set()).add(number)
        by_own: dict[Group, list[Way]] = {}
        for way in ways:
            own = way.rarest & topics.get(way.element[:3], set())
            if len(way.groups) > 1 and own:
                by_own.setdefault(own, []).append(way)
        self._by_element: dict[str, list[tuple[int, Group, Way]]] = {}
        ordered = [(own, way) for own, same in by_own.items() for way in same]
        for rank, (own, way) in enumerate(ordered):
            self._by_element.setdefault(way.element, []).append((rank, own, way))

    def nearest(self, said: Container[str], named: Columns, seen: int, own: int) -> list[tuple[Way, int]]:
        """For each element not `said`, at most `NEAREST` statements by their numbers, each with the way it comes near to: those
        that hold most groups first, the plan's own (`own`) before others'; of `seen` statements only. Elements in the order
        in which the plan first comes near to them."""
        near = []
        for element, ways in self._by_element.items():
            if element not in said:
                held = [(rank, way, column) for rank, part, way in ways if (column := named.of(part) & seen)]
                if held:
                    first = min((column & -column, rank) for rank, _, column in held)
                    near.append((first, _nearest([(way, column) for _, way, column in held], named, own)))
        return [entry for _, nearest in sorted(near, key=lambda one: one[0]) for entry in nearest]


def _nearest(ways: Sequence[tuple[Way, int]], named: Columns, own: int) -> list[tuple[Way, int]]:
    """The first `NEAREST` of the statements that come near to one of the ways of an element."""
    held = [(way, _held(way, column, named)) for way, column in ways]
    chosen: dict[int, Way] = {}
    for count in range(max(len(way.groups) for way, _ in ways), 0, -1):
        columns = [(way, at_least[count]) for way, at_least in held if count < len(at_least)]
        for side in (own, ~own):
            for number in positions(union(column for _, column in columns) & side):
                if len(chosen) == NEAREST:
                    return [(way, number) for number, way in chosen.items()]
                if number not in chosen:
                    chosen[number] = next(way for way, column in columns if column >> number & 1)
    return [(way, number) for number, way in chosen.items()]


def _held(way: Way, column: int, named: Columns) -> list[int]:
    """Number of groups -> the statements of a column that hold at least so many groups of a way."""
    at_least = [column]
    for group in way.groups:
        names = named.of(group)
        at_least.append(at_least[-1] & names)
        for count in range(len(at_least) - 2, 0, -1):
            at_least[count] |= at_least[count - 1] & names
    return at_least
