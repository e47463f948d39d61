"""Columns answer for all statements at once what a look at each statement answers for one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.columns import Columns, column_of, positions, union

numbers = st.sets(st.integers(0, 80))


@given(numbers)
def test_the_positions_of_a_column_are_the_numbers_it_was_made_of(chosen: set[int]) -> None:
    assert list(positions(column_of(chosen))) == sorted(chosen)


@given(st.lists(numbers, max_size=4))
def test_a_union_has_what_any_of_the_columns_has(chosen: list[set[int]]) -> None:
    assert set(positions(union(map(column_of, chosen)))) == set().union(*chosen)


@given(st.lists(st.frozensets(st.integers(0, 5)), max_size=70), st.frozensets(st.integers(0, 7)))
def test_a_group_is_named_where_any_of_its_concepts_is(named: list[frozenset[int]], group: frozenset[int]) -> None:
    columns = Columns(
        {concept: column_of(at for at, names in enumerate(named) if concept in names) for concept in range(6)}
    )
    assert list(positions(columns.of(group))) == [at for at, names in enumerate(named) if names & group]
    assert list(positions(columns.any())) == [at for at, names in enumerate(named) if names]
