"""Document -> statements: every sentence, list item and table row with its place, its actor, its strength, its years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from compliance.document import Block, Document
from compliance.extract.actor import ActorReader
from compliance.extract.quotation import QuotationReader
from compliance.extract.strength import Clause, StrengthReader
from compliance.extract.surroundings import SurroundingsReader
from compliance.japanese.normalise import normalise
from compliance.japanese.years import Year, years
from compliance.plan import Actor, Form, PlaceKind
from compliance.rules.reading import Reading

_SENTENCE = re.compile(r"(?:「[^「」]*」|『[^『』]*』|（[^（）]*）|\([^()]*\)|[^。！？])+[。！？]?")
_NUMBER = re.compile(r"\d[\d,.]*(?:%|割|件|人|名|回|か所|箇所|ヶ所|カ所|手続|業務|台|施設|円|億|万|時間|日|種|校|団体|システム|課|講座|サービス|事業|本)|[一二三四五六七八九十半]割|半減|倍増")
_FREQUENCY = re.compile(r"毎年|毎月|毎週|毎年度|年度ごと|年度毎|年に?[1-9一二三四]回|月に?[1-9一二三四]回|週に?[1-9一二三四]回|年[1-9]{1,2}回|定期的|四半期|半年ごと|隔年|隔月|随時|年度末|年次|月次|[0-9]年ごと|[0-9]か月ごと")


@dataclass(slots=True)
class Statement:
    """One thing said. `norm`: the normalised text that the vocabulary is matched on; `text`: the original.

    `clauses` cover `norm`. `named`: the sentence itself says whose it is. `block` gives the headings and the cells.
    `first`: the statement opens its block (what follows may lean on it).
    """

    text: str
    norm: str
    line: int | None
    block: Block
    place: PlaceKind
    form: Form
    actor: Actor
    named: bool
    clauses: list[Clause]
    years: list[Year]
    first: bool

    @property
    def number(self) -> str | None:
        """The first number with a unit, as written in the normalised text."""
        found = _NUMBER.search(self.norm)
        return found[0] if found else None

    @property
    def frequency(self) -> str | None:
        """How often, as written."""
        found = _FREQUENCY.search(self.norm)
        return found[0] if found else None


class StatementReader:
    """Cuts the blocks of one document into statements."""

    def __init__(self, reading: Reading, kind: str, municipality: str | None, national_text: Iterable[int] = ()) -> None:
        self._strength = StrengthReader(reading.strengths)
        self._actor = ActorReader(reading.actors, kind, municipality)
        self._surroundings = SurroundingsReader(reading.surroundings)
        self._quotation = QuotationReader(national_text)

    def read(self, document: Document) -> list[Statement]:
        """All statements in reading order, headings among them (form `heading`)."""
        return [statement for block in document.blocks for statement in self._block(block)]

    def _block(self, block: Block) -> Iterator[Statement]:
        place = self._surroundings.of(block)
        if block.kind == "heading":
            yield self._heading(block)
        elif block.kind == "row":
            yield from self._row(block, place)
        else:
            form: Form = "item" if block.kind == "item" else "sentence"
            for index, match in enumerate(_SENTENCE.finditer(block.text)):
                if match[0].strip():
                    yield self._sentence(block, match[0].strip(), match.start(), place, form, index == 0)

    def _heading(self, block: Block) -> Statement:
        norm = normalise(block.text)
        place = self._surroundings.of_headings((*block.headings, block.text))
        return Statement(block.text, norm, block.place.line, block, place, "heading", "own", False,
                         [Clause(0, len(norm), "mention")], years(norm), True)

    def _sentence(self, block: Block, text: str, offset: int, place: PlaceKind, form: Form, first: bool) -> Statement:
        norm = normalise(text)
        actor, named = self._actor.of(norm)
        clauses = self._strength.clauses(norm)
        if not named and clauses and clauses[-1].reported:
            actor, named = "nation", True
        if not (named and actor == "own") and self._quotation.quoted(norm):
            place = "quotation"
        return Statement(text, norm, block.line_at(offset), block, place, form, actor, named, clauses, years(norm), first)

    def _row(self, block: Block, place: PlaceKind) -> Iterator[Statement]:
        """One statement for a row; its cells are its clauses. The years are those of the row and, in a timetable, of the
        columns in which something stands."""
        parts = [normalise(cell) for cell in block.cells]
        norm = "|".join(part for part in parts if part)
        clauses, at = [], 0
        for part in parts:
            if part:
                strength, reported = self._strength.of(part)
                strength = "committed" if strength in ("mention", "effect") and not reported else strength
                clauses.append(Clause(at, at + len(part) + 1, strength, reported))
                at += len(part) + 1
        own_years = years(norm)
        if place == "timetable":
            own_years += [year for cell, head in zip(parts, block.header, strict=False) if cell for year in years(normalise(head))]
        actor, named = self._actor.of(norm)
        yield Statement(block.text, norm, block.place.line, block, place, "row", actor, named, clauses, own_years, True)
