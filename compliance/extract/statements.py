"""Document -> statements: every sentence, list item and table row with its place, its actor, its strength, its years."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from compliance.document import Block, Document
from compliance.extract import cells
from compliance.extract.actor import ActorReader
from compliance.extract.list_items import OPEN, SETTLED, as_led, labelled, lead_of, named
from compliance.extract.quotation import QuotationReader
from compliance.extract.strength import Clause, StrengthReader
from compliance.extract.surroundings import SurroundingsReader
from compliance.japanese.normalise import normalise
from compliance.japanese.years import Year, years
from compliance.plan import Actor, Form, Passage, PlaceKind, Strength
from compliance.rules.reading import Reading

_SENTENCE = re.compile(r"(?:「[^「」]*」|『[^『』]*』|（[^（）]*）|\([^()]*\)|[^。！？])+[。！？]?")
_LABEL = re.compile(r"^([^|:。、]{1,14})[|:]")
_NUMBER = re.compile(
    r"(?<![月\d.])\d[\d,]*(?:\.\d+)?(?:%|割|件|人|名|回|か所|箇所|ヶ所|カ所|手続|業務|台|施設|円|億|万|時間|日|種|校|団体|枚|部(?!長|局|署|門)|"
    r"基|世帯|通|か国|点|社(?!会)|倍|条項|条文|条例|種類|システム|課|講座|サービス|事業|本(?![市町村区県計方])|つの)"
    r"|[一二三四五六七八九十半]割|半減|倍増"
)
_FREQUENCY = re.compile(
    r"毎年|毎月|毎週|年度ごと|年度毎|[年月週]に?[1-9一二三四]回|年[1-9]{1,2}回|定期的|四半期|半年ごと|隔年|隔月|年度末|年次|月次|"
    r"\d(?:年|か月)ごと"
)


_TURNS = re.compile(
    r"[こそ]れ(?:を|に|ら)|(?:その|この)(?:ため|中で|一環|ような)|そこで|[こそ]うした|今後|引き続き|一方|しかし|したがって|よって"
)
"""How a sentence begins that turns from others to the plan's own body."""
_WEIGHED = re.compile(r"(?:今後)?(?:検討|調査|研究)(?:中|予定)?(?:とする|です|である)?。$")
_OF_PLAN = re.compile(r"本(?:計画|方針|戦略|プラン|ビジョン|構想)[はも]")
_WEAK: tuple[Strength, ...] = ("considered", "trial", "ended", "aimed", "necessity")


@dataclass(eq=False)
class Statement:
    """One thing said. `norm`: the normalised text that the vocabulary is matched on; `text`: the original.

    `block` gives the headings and the cells; `form` what it is written as; `first`: it opens its block. What takes time to
    read (actor, clauses, years, place) is read when it is first asked for: most statements say nothing to the vocabulary.
    """

    text: str
    norm: str
    line: int | None
    block: Block
    form: Form
    first: bool
    reader: StatementReader
    row: Statement | None = None
    """The row whose cell it is a sentence of."""
    previous: Statement | None = None
    """The sentence before it in its paragraph."""
    page: int | None = None
    """The page it begins on, where its block runs over several."""
    turn: int | None = None
    """After how many characters the next page begins, where it runs over a page end."""
    lead: Statement | None = None
    """Of a list item: the item it is nested in, or the sentence that leads its list in."""
    label: Statement | None = None
    """Of a list item: the item above it that only names what it is about; `norm` then begins with it, as a row with its first
    cell."""
    verdict: Statement | None = None
    """The sentence behind it, where that only says how far it is with it: …を地図で管理する。検討。"""
    sentences: tuple[Statement, ...] = ()
    """Of a row: the sentences in its cells, which are read each for itself."""

    @cached_property
    def _whose(self) -> tuple[Actor, bool]:
        return self.reader.whose(self)

    @property
    def actor(self) -> Actor:
        """Whose sentence it is."""
        return self._whose[0]

    @property
    def named(self) -> bool:
        """Whether the sentence itself says whose it is."""
        return self._whose[1]

    @cached_property
    def ground(self) -> PlaceKind:
        """The kind of place its block stands in, told by headings alone."""
        return self.reader.ground(self)

    @cached_property
    def place(self) -> PlaceKind:
        """The kind of place it stands in: its ground, or a quotation wherever national text was copied."""
        return self.reader.place(self)

    @cached_property
    def clauses(self) -> list[Clause]:
        """The clauses, which cover `norm`, with their strengths."""
        return self.reader.clauses(self)

    @cached_property
    def own_years(self) -> list[Year]:
        """The years `norm` names, with their places in it."""
        return years(self.norm)

    @cached_property
    def years(self) -> list[Year]:
        """The years it speaks of: its own; of a row of a timetable or of KPIs also those of the columns in which something
        stands; of a sentence in a cell, those of its row."""
        return self.reader.years(self)

    @cached_property
    def passage(self) -> Passage:
        """Its quote and place, and the hash that finds it again."""
        place = self.block.place
        return Passage(
            line=self.line,
            page=self.page or place.page,
            turn=self.turn,
            sheet=place.sheet,
            cell=place.cell,
            file=place.file or None,
            section=" > ".join(self.block.headings) or None,
            quote=self.text.strip(),
            sha256=hashlib.sha256(self.norm.encode()).hexdigest()[:16],
        )

    @cached_property
    def number(self) -> str | None:
        """The first number with a unit, as written in the normalised text."""
        found = _NUMBER.search(self.norm)
        return found[0] if found else None

    @cached_property
    def frequency(self) -> str | None:
        """How often, as written."""
        found = _FREQUENCY.search(self.norm)
        return found[0] if found else None


class StatementReader:
    """Cuts the blocks of one document into statements."""
    def __init__(
        self, reading: Reading, kind: str, municipality: str | None, national_text: frozenset[int] = frozenset()
    ) -> None:
        self._strength = StrengthReader(reading.strengths)
        self._actor = ActorReader(reading.actors, kind, municipality)
        self._surroundings = SurroundingsReader(reading.surroundings)
        self._quotation = QuotationReader(national_text)

    def read(self, document: Document) -> list[Statement]:
        """All statements in reading order, headings among them (form `heading`)."""
        result: list[Statement] = []
        for block in document.blocks:
            lead = lead_of(block, result) if block.kind == "item" else None
            for statement in self._block(block):
                statement.lead = lead
                result.append(statement)
        return result

    def _block(self, block: Block) -> Iterator[Statement]:
        if block.kind == "heading":
            quote = block.written or block.text
            yield Statement(quote, normalise(block.text), block.place.line, block, "heading", True, self)
        elif block.kind == "row":
            norm = "|".join(cells.pieces_of(cell) for cell in block.cells if cell)
            yield Statement(block.text, norm, block.place.line, block, "row", True, self)
        else:
            form: Form = "item" if block.kind == "item" else "sentence"
            previous = None
            for index, match in enumerate(_SENTENCE.finditer(block.text)):
                text = match[0].strip()
                if text:
                    line = block.line_at(match.start())
                    before = previous
                    previous = Statement(text, normalise(text), line, block, form, index == 0, self, previous=before)
                    if before and _WEIGHED.match(previous.norm):
                        before.verdict = previous
                    previous.page = block.page_at(match.start())
                    previous.turn = _turn(block, match)
                    yield previous

    def parts(self, statements: list[Statement]) -> list[Statement]:
        """The statements with the sentences that stand in cells each for itself: below the names of their row and column,
        and of what a sheet (施策シート) is about. What is left of such a row are its labels; a row that only names the
        office of a sheet says nothing to the vocabulary (it is read as the measure's office)."""
        result: list[Statement] = []
        subject: Statement | None = None
        for statement in statements:
            if statement.form != "row":
                subject = None
                result.append(named(labelled(statement), result[-1:]))
                continue
            if subject and subject.block.headings != statement.block.headings:
                subject = None
            result.extend(self._row_parts(statement, subject.block.cells[1] if subject else ""))
            if cells.names_subject(statement.block):
                subject = statement
        return result

    def _row_parts(self, row: Statement, subject: str) -> Iterator[Statement]:
        block = row.block
        prose = [index for index, cell in enumerate(block.cells) if cells.PROSE.search(cell)]
        if name := cells.names_subject(block):
            yield Statement(row.text, normalise(name), row.line, block, "heading", True, self)
            return
        if len(block.cells) == 2 and cells.OFFICE.match(normalise(block.cells[0])):
            return
        if cells.points_elsewhere(row.norm.split("|")):
            return
        if not prose and not subject:
            yield replace(row, norm=cells.names_of(block, prose))
            return
        names = (*block.headings, subject) if subject else block.headings
        rest = replace(block, headings=names)
        norm = cells.names_of(block, prose)
        sentences = tuple(self._sentences(row, names, prose))
        yield Statement(row.text, norm, row.line, rest, "row", True, self, sentences=sentences)
        yield from sentences

    def _sentences(self, row: Statement, names: tuple[str, ...], prose: list[int]) -> Iterator[Statement]:
        """The sentences in the cells of a row, below the names of the cell's row and column."""
        block = row.block
        for index in prose:
            label = block.cells[0] if index and 0 not in prose else ""
            head = block.header[index] if index < len(block.header) else ""
            headings = tuple(dict.fromkeys((*names, *(name for name in (label, head) if name))))
            cell = Block("paragraph", block.cells[index], block.place, headings, lines=block.lines)
            previous = None
            for piece in cells.pieces(cell.text):
                for match in _SENTENCE.finditer(piece):
                    text = match[0].strip()
                    if text:
                        previous = Statement(
                            text, normalise(text), row.line, cell, "sentence", previous is None, self, row, previous
                        )
                        yield previous

    def whose(self, statement: Statement) -> tuple[Actor, bool]:
        """The actor, and whether the sentence names it; a sentence that retells a national text is the nation's."""
        if statement.form == "heading":
            return "own", False
        label = _LABEL.match(statement.norm)
        labelled = self._actor.of_label(label[1]) if label else None
        if not labelled and statement.form == "row":
            labelled = self._actor.of_cells(statement.norm.split("|"))
        if labelled:
            return labelled, True
        actor, named = self._actor.of(statement.norm)
        if named and actor == "own" and self.ground(statement) == "national":
            # 「本計画」 and 「庁内」 are also what a national text calls itself and every town hall.
            named = self._actor.names_body(statement.norm)
        if not named and statement.form != "row" and statement.clauses and statement.clauses[-1].reported:
            return "nation", True
        before = statement.previous or (statement.lead if statement.form == "item" else None)
        goes_on = before and before.named and (before.actor != "own" or _speaks_of_plan(before))
        if not named and before and goes_on and not _TURNS.match(statement.norm):
            return before.actor, True
        return actor, named

    def ground(self, statement: Statement) -> PlaceKind:
        """The kind of place by the headings (and, of a row, the header cells)."""
        block = statement.block
        if statement.form == "heading":
            return self._surroundings.of_headings((*block.headings, block.text))
        if statement.row and self._surroundings.of(statement.row.block) == "glossary":
            return "glossary"
        return self._surroundings.of(block)

    def place(self, statement: Statement) -> PlaceKind:
        """The ground, unless the sentence is copied national text and does not name the plan's own body. What names it in a
        section on the nation is background of the plan's own."""
        ground = statement.ground
        if statement.form not in ("sentence", "item"):
            return ground
        if (labelled := self._surroundings.of_label(statement.norm)) and ground not in ("national", "glossary"):
            return labelled
        if ground != "national" and not self._quotation.quoted(statement.norm):
            return ground
        if not self._actor.names_body(statement.norm):
            return "national" if ground == "national" else "quotation"
        return "background" if ground == "national" and statement.actor == "own" else ground

    def clauses(self, statement: Statement) -> list[Clause]:
        """The clauses of a sentence; the cells of a row; a heading is one mention."""
        if statement.form == "heading":
            return [Clause(0, len(statement.norm), "mention")]
        if statement.form == "row":
            return self._cells(statement)
        if statement.label:
            return self._labelled_clauses(statement, statement.label)
        found = self._strength.clauses(statement.norm)
        ruling = statement.verdict or statement.lead
        return as_led(found, ruling) if ruling else found

    def _labelled_clauses(self, statement: Statement, label: Statement) -> list[Clause]:
        """The clauses of an item behind those of the item that names what it is about: what is said of a thing below its name,
        is said of the thing."""
        start = len(label.norm) + 1
        said = as_led(self._strength.clauses(statement.norm[start:]), label)
        last = said[-1] if said else label.clauses[-1]
        return [
            Clause(0, start, last.strength, last.reported),
            *(replace(clause, start=clause.start + start, end=clause.end + start) for clause in said),
        ]

    def _cells(self, statement: Statement) -> list[Clause]:
        """The cells of a row: a row promises what it names (coding rule 表の扱い); where a cell says 検討 or the like and none
        acts, the whole row is as weak as that cell; what columns of years say by marks goes before. A row that only points
        elsewhere, or lists the measures of a tree (体系), promises nothing."""
        texts = statement.norm.split("|")
        if cells.points_elsewhere(texts) or cells.lists_measures(statement.norm) or cells.tells_costs(statement.block):
            return [Clause(0, len(statement.norm) + 1, "mention")]
        read = [self._strength.of_cell(cell) for cell in texts]
        told = [sentence.clauses[-1].strength for sentence in statement.sentences if sentence.clauses]
        if any(strength in SETTLED for strength in told):
            told = []
        name = next((at for at, cell in enumerate(texts) if not cells.REFERENCE.match(cell)), 0)
        behind = read[name + 1 :]
        weak = [strength for strength in [*(strength for strength, _ in behind), *told] if strength in _WEAK]
        acted = any(
            strength in SETTLED or (strength not in _WEAK and self._strength.acts(cell))
            for cell, (strength, _) in zip(texts[name + 1 :], behind, strict=True)
            if not cells.WHEN.match(cell)
        )
        by_years = cells.told_by_years(statement.block)
        if by_years in ("ended", "considered"):
            return [Clause(0, len(statement.norm) + 1, by_years)]
        acted = acted or by_years == "committed"
        clauses, at = [], 0
        for index, (cell, (strength, reported)) in enumerate(zip(texts, read, strict=True)):
            considered = index == name and strength in OPEN  # 「…の利用検討」, whatever the row does
            if (index <= name or strength in ("mention", "effect")) and not reported and not considered:
                clauses.append(Clause(at, at + len(cell) + 1, weak[-1] if weak and not acted else "committed"))
            else:
                clauses.append(Clause(at, at + len(cell) + 1, strength, reported))
            at += len(cell) + 1
        return clauses

    def years(self, statement: Statement) -> list[Year]:
        """The years of the text, and of a timetable's or KPI table's columns in which something stands."""
        base = _PRESENT_VALUE.search(statement.norm)
        found = [year for year in statement.own_years if not (base and base.start() < year.start < base.end())]
        if not found and statement.row is not None:
            return [
                year
                for cell in statement.row.block.cells
                if not cells.PROSE.search(cell)
                for year in years(normalise(cell))
            ]
        if statement.form == "row" and statement.place in ("timetable", "kpi"):
            block = statement.block
            found += [
                year
                for cell, head in zip(block.cells, block.header, strict=False)
                if cell
                for year in years(normalise(head))
            ]
        return found


_PRESENT_VALUE = re.compile(r"現状値?[:(][^|。]*?(?=目標)")
"""The present value beside the target: its year is not that of the promise."""


def _speaks_of_plan(statement: Statement) -> bool:
    """Whether the paragraph of a sentence began with the plan itself: 本計画は、…である。また、…を兼ねるものとする。"""
    while statement.previous:
        statement = statement.previous
    return bool(_OF_PLAN.match(statement.norm))


def _turn(block: Block, sentence: re.Match[str]) -> int | None:
    start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
    return next((at - start for at, _ in block.pages if start < at < sentence.end()), None)
