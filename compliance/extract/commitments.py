"""Statements -> commitments: what the plan says about each element of the vocabulary, how strongly and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import lru_cache, reduce
from operator import and_
from typing import Any

from compliance.extract.cells import lists_measures, names_subject
from compliance.extract.columns import Group, column_of, positions, union
from compliance.extract.damage import Restorer
from compliance.extract.leaning import Headings, Leaning, headings_of
from compliance.extract.lexicon import Found, Lexicon, Placed, Span, apart
from compliance.extract.likeness import ABOVE
from compliance.extract.near_misses import NearWays
from compliance.extract.statements import Statement
from compliance.extract.strength import Clause
from compliance.extract.ways import Way, kinds_of, ways_of
from compliance.plan import STRENGTHS, Actor, Commitment, NearMiss, Strength
from compliance.rules.models import Concept, Element

_RANK = {strength: rank for rank, strength in enumerate(STRENGTHS)}
_FOREIGN_UNLESS_NAMED: dict[str, Actor] = {"national": "nation", "background": "other", "appendix": "other"}
"""Places where a sentence is someone else's unless it names the plan's own body (coding rule 国・県の説明は数えない)."""
SHORT = 120
"""Characters of a statement that is quoted whole."""
_NATIONAL = re.compile(r"総務省|デジタル庁|内閣|政府|国の|国が|自治体dx|自治体デジタル|閣議")
_PREFECTURE = re.compile(r"(?:(?<=[本当全])|(?<![一-龥]))県(?=[民はがのでも職議庁]|として)")
_GOVERNOR = re.compile(r"知事(?!会)")
_DATED_BRACKET = re.compile(
    r"((?:計画|法|法律|方針|ガイドライン|手順書|指針|戦略)(?:【[^】]*】|[」』】〕)])*)\((?:[^()]|\([^()]*\))*(?:改定|改訂|改正|策定|公表|決定|施行|版)"
    r"(?:[^()]|\([^()]*\))*\)"
)
_ELSEWHERE = ("national", "background", "glossary", "appendix")


class CommitmentReader:
    """Finds the elements of one vocabulary in statements."""

    def __init__(self, concepts: Mapping[str, Concept], elements: Mapping[str, Element]) -> None:
        self._lexicon = Lexicon(concepts)
        self._restorer = Restorer(self._lexicon.words)
        self._marked = lru_cache(maxsize=4096)(lambda group: tuple(ABOVE + id_ for id_ in self._lexicon.ids(group)))
        self._titles = {id_: concept.title for id_, concept in concepts.items()}
        kinds = kinds_of(concepts, self._lexicon)
        self._objects = {id_: kinds.get(element.object, frozenset()) for id_, element in elements.items() if element.object}
        ways = ways_of(elements, kinds, self._lexicon)
        self._near = NearWays(ways, self._lexicon.numbers)
        self._ways: dict[str, list[Way]] = {id_: [] for id_ in sorted(elements)}
        for way in sorted(ways, key=lambda way: (-len(way.says), sorted(way.rarest, reverse=True))):
            self._ways[way.element].append(way)

    def find(self, statements: list[Statement], kind: str) -> Found:
        """What the statements name; `kind`: of the body whose plan it is."""
        texts = self._restorer.texts([statement.norm for statement in statements])
        if kind == "prefecture":
            texts = [_as_of_a_town(text) for text in texts]
        return self._lexicon.find([_without_dates_of_documents(text) for text in texts])

    def names(self, found: Found, number: int) -> list[str]:
        """The concepts that a statement, by its number, names, in the order of the vocabulary."""
        return self._lexicon.ids(found.named(number))

    def headings(self, statements: list[Statement]) -> Headings:
        """Concepts of everything that stands above statements, by its text."""
        return headings_of(statements, self._lexicon)

    def above(self, statement: Statement, headings: Headings) -> tuple[str, ...]:
        """The concepts of the headings, header cells and list items above a statement, in the order of the vocabulary, marked
        as such."""
        return self._marked(headings.above(statement))

    def read(
        self, statements: list[Statement], found: Found, headings: Headings
    ) -> tuple[list[Commitment], list[NearMiss]]:
        """All commitments, one for each element (and object) of a statement, in the order of their elements, then of reading;
        and for elements found nowhere the statements that came nearest. `found`, `headings`: what `find` and `headings` gave
        for the statements."""
        leaning = Leaning(statements, found.columns, headings)
        naming = positions(found.columns.any())
        heard = column_of(number for number in naming if statements[number].ground != "contents")
        said = {element: _said(ways, found, leaning, heard) for element, ways in self._ways.items()}
        quotes = _Quotes(statements, found, self._asked(said))
        commitments = [one for element, ways in said.items() for one in self._commitments(element, ways, quotes)]
        return commitments, self._near_misses(statements, found, heard, {id_ for id_, ways in said.items() if ways})

    def _asked(self, said: Mapping[str, Mapping[int, Way]]) -> dict[int, set[int]]:
        """Statement -> the concepts that tell what it says, and of what object."""
        asked: dict[int, set[int]] = defaultdict(set)
        for element, ways in said.items():
            for number, way in ways.items():
                asked[number].update(*way.says, self._objects.get(element, ()))
        return asked

    def _commitments(self, element: str, said: Mapping[int, Way], quotes: _Quotes) -> Iterator[Commitment]:
        """The commitments of an element, `said` by statements in these ways: one for each object a statement names; one
        without, if none."""
        objects = self._objects.get(element)
        for number, way in sorted(said.items()):
            named = sorted(self._lexicon.ids(objects & quotes.found.named(number))) if objects else []
            for object_ in named:
                yield quotes.commitment(number, way, object_, frozenset((self._lexicon.numbers[object_],)))
            if not named:
                yield quotes.commitment(number, way)

    def _near_misses(
        self, statements: Sequence[Statement], found: Found, heard: int, said: set[str]
    ) -> list[NearMiss]:
        """For each element not `said` the statements that came nearest, of those `heard`."""
        seen = [number for number in positions(heard) if statements[number].form != "heading"]
        own = column_of(number for number in seen if statements[number].ground not in _ELSEWHERE)
        return [
            self._near_miss(way, statements[number], found.named(number))
            for way, number in self._near.nearest(said, found.columns, column_of(seen), own)
        ]

    def _near_miss(self, way: Way, statement: Statement, named: Set[int]) -> NearMiss:
        lacking = next((group for group in way.groups if not group & named), frozenset())
        names = [self._titles[id_] for id_ in self._lexicon.ids(lacking)[:3]]
        return NearMiss(
            element=way.element,
            lacks="・".join(names),
            strength=statement.clauses[-1].strength,
            actor=_actor(statement),
            place=statement.place,
            at=statement.passage,
        )


def _said(ways: Sequence[Way], found: Found, leaning: Leaning, heard: int) -> dict[int, Way]:
    """The statements, of those `heard`, that say an element in one of its ways, each with the first of these that holds."""
    said: dict[int, Way] = {}
    left = heard
    for way in ways:
        for number in positions(_holding(way, found, leaning, left)):
            if not way.alike or apart([found.spans(group, number) for group in way.says]):
                said[number] = way
                left &= ~(1 << number)
    return said


def _holding(way: Way, found: Found, leaning: Leaning, statements: int) -> int:
    """The statements, of some, that name what a way asks for."""
    for group in way.says:
        statements &= found.columns.of(group)
    for group in way.about if statements else ():
        statements &= leaning.context(group)
    if statements and way.unless:
        statements &= ~found.columns.of(way.unless)
    if statements and way.not_below:
        statements &= ~leaning.above.of(way.not_below)
    return statements


class _Quotes:
    """The commitments of the statements of a plan: what those of one statement have in common is read once."""

    def __init__(self, statements: list[Statement], found: Found, asked: Mapping[int, Set[int]]) -> None:
        """`asked`: of each statement the concepts whose places are asked for."""
        self.found = found
        self._statements, self._asked = statements, asked
        self._opened = _opened(statements)
        self._common: dict[int, dict[str, Any]] = {}
        self._words: dict[int, _Words] = {}

    def commitment(self, number: int, way: Way, object_: str | None = None, group: Group = frozenset()) -> Commitment:
        """The commitment of a statement that says an element in a way, of an object, if any, and the group that names it."""
        statement = self._statements[number]
        strength, wording = statement.clauses[0].strength, None
        # Asked only where clauses differ or the quote must be cut.
        if len(statement.clauses) > 1 or len(statement.norm) >= SHORT:
            if number not in self._words:
                self._words[number] = _Words(statement.clauses, self.found.placed(number), self._asked[number])
            strength = self._words[number].strength((*way.says, group) if group else way.says)
            start, end = self._words[number].first(way.says[0])
            wording = statement.norm[start:end]
        return Commitment(
            element=way.element, object=object_, strength=strength, wording=wording, **self._in_common(number)
        )

    def _in_common(self, number: int) -> dict[str, Any]:
        if number not in self._common:
            statement = self._statements[number]
            year = statement.years[-1].fiscal_year if statement.years else None
            self._common[number] = {
                "actor": _actor(statement),
                "place": statement.place,
                "form": "section" if number in self._opened else statement.form,
                "fiscal_year": year if year and 1989 <= year <= 2100 else None,
                "dated": bool(statement.years),
                "number": statement.number,
                "frequency": statement.frequency,
                "at": statement.passage,
            }
        return self._common[number]


class _Words:
    """The words of a statement that name concepts, of those `asked` for, by its clauses."""

    def __init__(self, clauses: Sequence[Clause], placed: Iterable[Placed], asked: Set[int]) -> None:
        self._clauses = clauses
        self._first: dict[int, Span] = {}
        self._holding: dict[int, int] = {}
        """Concept -> the clauses it stands in, as bits."""
        ends = [clause.end for clause in clauses]
        for concepts, start, end in placed:
            clause, span = 1 << bisect_right(ends, start), (start, end)
            for concept in concepts & asked:
                self._holding[concept] = self._holding.get(concept, 0) | clause
                if span <= self._first.get(concept, span):
                    self._first[concept] = span

    def first(self, group: Group) -> Span:
        """Where the first word that names a concept of a group stands."""
        return min(self._first[concept] for concept in group if concept in self._first)

    def strength(self, groups: Iterable[Group]) -> Strength:
        """The strength of the strongest clause that holds all groups; when none does, of the last clause that holds any."""
        if len(self._clauses) == 1:
            return self._clauses[0].strength
        within = (1 << len(self._clauses)) - 1  # a restored text may be longer than the statement
        holding = [union(self._holding.get(concept, 0) for concept in group) & within for group in groups]
        in_all = reduce(and_, holding)
        if not in_all and (in_any := union(holding)):
            return self._clauses[in_any.bit_length() - 1].strength
        return min((self._clauses[at].strength for at in positions(in_all)), key=_RANK.__getitem__, default="mention")


def _opened(statements: list[Statement]) -> set[int]:
    """The headings, and the items that are labels, by their position, below which text stands, and the rows of a tree of
    measures: they name what the text must say."""
    titles = {title for entry in statements if entry.form != "heading" for title in entry.block.headings}
    labels = {id(entry.label.block) for entry in statements if entry.label}
    return {
        index
        for index, entry in enumerate(statements)
        if (entry.form == "heading" and (names_subject(entry.block) or entry.block.text) in titles)
        or (entry.form == "row" and lists_measures(entry.norm))
        or id(entry.block) in labels
    }


def _as_of_a_town(norm: str) -> str:
    """What a prefecture says of itself, in the words of a town, each as long as the word it stands for: the vocabulary knows
    県は as someone else, and 市民 as the people a plan is for."""
    return _GOVERNOR.sub("市長", _PREFECTURE.sub("市", norm)) if "県" in norm or "知事" in norm else norm


def _without_dates_of_documents(norm: str) -> str:
    """The text with the brackets blanked that date a national document: 推進計画(令和6年4月改定) revises nothing here."""
    if "(" not in norm or not _NATIONAL.search(norm):
        return norm
    return _DATED_BRACKET.sub(lambda match: match[1] + "＿" * (match.end() - match.end(1)), norm)


def _actor(statement: Statement) -> Actor:
    if not statement.named and statement.place in _FOREIGN_UNLESS_NAMED:
        return _FOREIGN_UNLESS_NAMED[statement.place]
    return statement.actor
