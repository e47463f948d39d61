"""Elements of the vocabulary -> the ways in which each is said, with their groups of concepts by number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.extract.columns import Group
from compliance.extract.lexicon import Lexicon
from compliance.rules.models import Concept, Element
from compliance.rules.models import Way as WrittenWay


@dataclass(frozen=True, slots=True)
class Way:
    """A way in which an element is said: of every group a concept must be named."""

    element: str
    says: tuple[Group, ...]
    about: tuple[Group, ...]
    unless: Group
    not_below: Group
    alike: bool
    """Two of its `says` may be one and the same word."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """All of `says` and `about`."""
        return self.says + self.about

    @property
    def rarest(self) -> Group:
        """The group of fewest concepts that it says."""
        return min(self.says, key=len)


def kinds_of(concepts: Mapping[str, Concept], lexicon: Lexicon) -> dict[str, Group]:
    """Kind of concept -> the concepts of it."""
    kinds: dict[str, set[int]] = {}
    for id_, concept in concepts.items():
        kinds.setdefault(concept.kind, set()).add(lexicon.numbers[id_])
    return {kind: frozenset(concepts_) for kind, concepts_ in kinds.items()}


def ways_of(elements: Mapping[str, Element], kinds: Mapping[str, Group], lexicon: Lexicon) -> list[Way]:
    """The ways of all elements, in the order of the vocabulary."""

    def named(name: str) -> Group:
        return kinds.get(name[5:], frozenset()) if name.startswith("kind:") else frozenset((lexicon.numbers[name],))

    def group(written: str | list[str]) -> Group:
        return frozenset().union(*map(named, [written] if isinstance(written, str) else written))

    def compiled(id_: str, way: WrittenWay) -> Way:
        says, about = tuple(map(group, way.says)), tuple(map(group, way.about))
        return Way(id_, says, about, group(way.unless), group(way.not_below), lexicon.alike(says))

    return [compiled(id_, way) for id_, element in elements.items() for way in element.ways]
