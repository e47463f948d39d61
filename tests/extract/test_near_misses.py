"""The nearest statements are those that a look at each statement and each way finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.columns import Columns, column_of
from compliance.extract.near_misses import NEAREST, NearWays
from compliance.extract.ways import Way

NUMBERS = {"AAA.a": 0, "AAA.b": 1, "BBB.c": 2, "BBB.d": 3}
NONE: frozenset[int] = frozenset()
groups = st.lists(st.frozensets(st.integers(0, 3), min_size=1), min_size=1, max_size=3).map(tuple)
elements = st.sampled_from(["AAA.x", "AAA.y", "BBB.z"])
none = st.just(NONE)
ways = st.builds(Way, elements, groups, groups | st.just(()), none, none, st.just(False))
statements = st.lists(st.tuples(st.frozensets(st.integers(0, 3)), st.booleans(), st.booleans()), max_size=12)


def plain(all_ways: list[Way], said: set[str], named: list[tuple[frozenset[int], bool, bool]]) -> list[tuple[Way, int]]:
    """Statement by statement and way by way; ways with the same own part of their rarest group stand together."""
    own_parts: dict[frozenset[int], list[Way]] = {}
    for way in all_ways:
        own = frozenset(number for id_, number in NUMBERS.items() if number in way.rarest and id_[:3] == way.element[:3])
        if own and len(way.groups) > 1:
            own_parts.setdefault(own, []).append(way)
    near: dict[str, list[tuple[int, bool, int, Way]]] = {}
    for at, (names, seen, own_statement) in enumerate(named):
        for own, same in own_parts.items():
            for way in same if seen and own & names else ():
                if way.element not in said:
                    held = sum(bool(group & names) for group in way.groups)
                    near.setdefault(way.element, []).append((-held, not own_statement, at, way))
    result = []
    for candidates in near.values():
        chosen: dict[int, Way] = {}
        for _, _, at, way in sorted(candidates, key=lambda candidate: candidate[:3]):
            if len(chosen) < NEAREST:
                chosen.setdefault(at, way)
        result += [(way, at) for at, way in chosen.items()]
    return result


@given(st.lists(ways, max_size=8), st.sets(st.sampled_from(["AAA.x", "BBB.z"])), statements)
def test_the_nearest_are_those_that_a_look_at_each_statement_finds(
    all_ways: list[Way], said: set[str], named: list[tuple[frozenset[int], bool, bool]]
) -> None:
    columns = Columns(
        {concept: column_of(at for at, (names, _, _) in enumerate(named) if concept in names) for concept in range(4)}
    )
    seen = column_of(at for at, (_, seen, _) in enumerate(named) if seen)
    own = column_of(at for at, (_, _, own) in enumerate(named) if own)
    assert NearWays(all_ways, NUMBERS).nearest(said, columns, seen, own) == plain(all_ways, said, named)
