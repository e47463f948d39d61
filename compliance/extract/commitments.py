"""Statements -> commitments: what the plan says about each element of the vocabulary, how strongly and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from compliance.extract.lexicon import Hits, Lexicon
from compliance.extract.passages import passage_of
from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise
from compliance.plan import Actor, Commitment, NearMiss, Strength
from compliance.rules.models import Concept, Element

STRENGTHS: tuple[Strength, ...] = ("done", "doing", "committed", "aimed", "trial", "considered", "necessity", "ended",
                                   "effect", "mention")
"""From the strongest to the weakest."""
_RANK = {strength: rank for rank, strength in enumerate(STRENGTHS)}
_FOREIGN_UNLESS_NAMED: dict[str, Actor] = {"national": "nation", "background": "other", "appendix": "other"}
"""Places where a sentence is someone else's unless it names the plan's own body (coding rule 国・県の説明は数えない)."""
NEAREST = 3
"""How many near misses are kept for an element."""
CONTEXT_SENTENCES = 3
"""How many sentences before a sentence in its paragraph it may lean on."""


@dataclass(frozen=True, slots=True)
class _Way:
    element: str
    says: tuple[frozenset[str], ...]
    about: tuple[frozenset[str], ...]
    unless: frozenset[str]


class CommitmentReader:
    """Finds the elements of one vocabulary in statements."""

    def __init__(self, concepts: Mapping[str, Concept], elements: Mapping[str, Element]) -> None:
        self._lexicon = Lexicon(concepts)
        self._elements = elements
        kinds: dict[str, set[str]] = {}
        for id_, concept in concepts.items():
            kinds.setdefault(concept.kind, set()).add(id_)
        self._objects = {id_: frozenset(kinds.get(element.object, ())) for id_, element in elements.items() if element.object}
        self._titles = {id_: concept.title for id_, concept in concepts.items()}
        self._by_concept: dict[str, list[_Way]] = {}
        self._by_any_concept: dict[str, list[_Way]] = {}
        for id_, element in elements.items():
            for way in element.ways:
                compiled = _Way(id_, tuple(_expand(group, kinds) for group in way.says),
                                tuple(_expand(group, kinds) for group in way.about), _expand(way.unless, kinds))
                for concept_id in min(compiled.says, key=len):
                    self._by_concept.setdefault(concept_id, []).append(compiled)
                self._index_parts(compiled)

    def _index_parts(self, way: _Way) -> None:
        """Remember a way under each concept that is its own topic's: shared verbs alone make no near miss."""
        if len(way.says) + len(way.about) > 1:
            for concept_id in {id_ for group in (*way.says, *way.about) for id_ in group}:
                if concept_id[:3] == way.element[:3]:
                    self._by_any_concept.setdefault(concept_id, []).append(way)

    def read(self, statements: list[Statement]) -> tuple[list[Commitment], list[NearMiss]]:
        """All commitments in reading order, one for each element (and object) of a statement; and for elements found
        nowhere the statements that came nearest."""
        hits = self._lexicon.find([statement.norm for statement in statements])
        headings = self._heading_hits(statements)
        result: list[Commitment] = []
        for index, statement in enumerate(statements):
            if not hits[index] or statement.place == "contents":
                continue
            context = _context(statements, hits, index, headings)
            for way_element, spans in self._said(hits[index], context).items():
                result.extend(self._commitments(way_element, spans, statement, hits[index]))
        return result, self._near_misses(statements, hits, {commitment.element for commitment in result})

    def _near_misses(self, statements: list[Statement], hits: list[Hits], found: set[str]) -> list[NearMiss]:
        """For each element not found at most `NEAREST` statements that hold a part of one of its ways, the strongest first."""
        near: dict[str, list[tuple[int, int, NearMiss]]] = {}
        for index, statement in enumerate(statements):
            if statement.form == "heading" or statement.place == "contents":
                continue
            seen: set[str] = set()
            for way in (way for id_ in hits[index] for way in self._by_any_concept.get(id_, ())):
                if way.element not in found and way.element not in seen:
                    seen.add(way.element)
                    miss = self._near_miss(way, statement, hits[index])
                    rank = (miss.actor != "own", _RANK[miss.strength])
                    near.setdefault(way.element, []).append((sum(rank), index, miss))
        return [miss for element in near for _, _, miss in sorted(near[element], key=lambda entry: entry[:2])[:NEAREST]]

    def _near_miss(self, way: _Way, statement: Statement, hits: Hits) -> NearMiss:
        lacking = next((group for group in (*way.says, *way.about) if group.isdisjoint(hits)), frozenset())
        names = [self._titles[id_] for id_ in sorted(lacking)[:3]]
        return NearMiss(element=way.element, lacks="・".join(names), strength=statement.clauses[-1].strength if statement.clauses
                        else "mention", actor=_actor(statement), place=statement.place, at=passage_of(statement))

    def _heading_hits(self, statements: list[Statement]) -> dict[str, set[str]]:
        """Concepts of every heading and header cell, by its text."""
        texts = list(dict.fromkeys(text for statement in statements for text in (*statement.block.headings, *statement.block.header)))
        return {text: set(hits) for text, hits in zip(texts, self._lexicon.find([normalise(text) for text in texts]), strict=True)}

    def _said(self, hits: Hits, context: set[str]) -> dict[str, list[list[tuple[int, int]]]]:
        """Element -> for each way that holds, the spans of each of its `says` groups."""
        said: dict[str, list[list[tuple[int, int]]]] = {}
        for concept_id in hits:
            for way in self._by_concept.get(concept_id, ()):
                if (all(not group.isdisjoint(hits) for group in way.says) and way.unless.isdisjoint(hits)
                        and all(not group.isdisjoint(hits) or not group.isdisjoint(context) for group in way.about)):
                    groups = [[span for id_ in group & hits.keys() for span in hits[id_]] for group in way.says]
                    if way.element not in said or len(groups) > len(said[way.element]):
                        said[way.element] = groups
        return said

    def _commitments(self, element: str, groups: list[list[tuple[int, int]]], statement: Statement, hits: Hits) -> Iterator[Commitment]:
        objects: Iterable[str | None] = [None]
        if element in self._objects:
            objects = sorted(self._objects[element] & hits.keys()) or [None]
        for object_ in objects:
            spans = groups if object_ is None else [*groups, hits[object_]]
            strength = _strength(statement, spans)
            first = min(groups[0])
            yield Commitment(
                element=element, object=object_, strength=strength, actor=_actor(statement), place=statement.place,
                form=statement.form, fiscal_year=statement.years[-1].fiscal_year if statement.years and
                1989 <= statement.years[-1].fiscal_year <= 2100 else None,
                dated=bool(statement.years), number=statement.number, frequency=statement.frequency,
                wording=statement.norm[first[0]:first[1]], at=passage_of(statement))


def _expand(group: str | list[str], kinds: Mapping[str, set[str]]) -> frozenset[str]:
    names = [group] if isinstance(group, str) else group
    return frozenset(id_ for name in names for id_ in (kinds.get(name[5:], ()) if name.startswith("kind:") else (name,)))


def _actor(statement: Statement) -> Actor:
    if not statement.named and statement.place in _FOREIGN_UNLESS_NAMED:
        return _FOREIGN_UNLESS_NAMED[statement.place]
    return statement.actor


def _strength(statement: Statement, groups: list[list[tuple[int, int]]]) -> Strength:
    """The strongest clause that holds all groups; when none does, the last clause that holds any."""
    holding = [clause for clause in statement.clauses
               if all(any(clause.start <= start < clause.end for start, _ in spans) for spans in groups)]
    if not holding:
        holding = [clause for clause in statement.clauses
                   if any(clause.start <= start < clause.end for spans in groups for start, _ in spans)][-1:]
    return min((clause.strength for clause in holding), key=_RANK.__getitem__, default="mention")


def _context(statements: list[Statement], hits: list[Hits], index: int, headings: dict[str, set[str]]) -> set[str]:
    """What a statement may lean on: its headings and header cells, the sentences before it in its block, and the
    paragraph that leads its list in."""
    statement = statements[index]
    context: set[str] = set()
    for text in (*statement.block.headings, *statement.block.header):
        context |= headings[text]
    before = index - 1
    while before >= 0 and index - before <= CONTEXT_SENTENCES and statements[before].block is statement.block:
        context |= hits[before].keys()
        before -= 1
    if statement.form == "item":
        context |= _lead_in(statements, hits, index)
    return context


def _lead_in(statements: list[Statement], hits: list[Hits], index: int) -> set[str]:
    """Concepts of the last sentence before the list, if it stands under the same headings."""
    headings = statements[index].block.headings
    for before in range(index - 1, max(index - 12, -1), -1):
        other = statements[before]
        if other.block.headings != headings or other.form in ("heading", "row"):
            return set()
        if other.form == "sentence":
            return set(hits[before])
    return set()
