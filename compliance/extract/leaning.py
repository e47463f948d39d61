"""What a statement may lean on beside its own words: what its headings, header cells and parents in a list name, the sentences
before it in its block, and the paragraph that leads its list in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from compliance.extract.columns import Columns, Group, union
from compliance.extract.lexicon import Found, Lexicon
from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise

COORDINATE = re.compile("・の|・|、|及び|および|並びに|[と/や,]")
"""What stands between two things a heading names side by side."""
SPEAKS_ON = re.compile(
    r"対象は|対象の|範囲の|次の段階|開始は|時期は|開始時期|対象時期|うち|その|これ|使う際|利用に当たって|利用時|なお|また、|あわせて|同"
)
"""How a list item begins that leans on the item before it."""
TITLE = re.compile(r"(?:dx|デジタル|ict|情報化|スマート).*(?:計画|戦略|ビジョン|プラン|構想)(?:[(【~〜―—].*)?$")
CONTEXT_SENTENCES = 3
"""How many sentences before a sentence in its paragraph it may lean on."""
LEAD_IN = 11
"""How many statements before an item the sentence that leads its list in may stand."""


class Headings:
    """What stands above statements: headings, header cells and list items, by their texts."""

    def __init__(self, by_text: Mapping[str, Sequence[tuple[Group, Group]]]) -> None:
        """`by_text`: text -> (concepts it names, the concepts named beside those)."""
        self.by_text = by_text
        self._above: dict[tuple[str, ...], Group] = {}

    def above(self, statement: Statement) -> Group:
        """The concepts of everything above a statement."""
        path = _above(statement)
        if path not in self._above:  # all that is said in one section stands below the same
            self._above[path] = frozenset().union(*(concepts for text in path for concepts, _ in self.by_text[text]))
        return self._above[path]


def headings_of(statements: Sequence[Statement], lexicon: Lexicon) -> Headings:
    """Concepts of every heading, header cell and list item above statements, by its text, each with its rivals. A plan's own
    title lends nothing: every sentence stands below it."""
    outermost = {entry.block.headings[0] for entry in statements if entry.block.headings}
    texts = list(dict.fromkeys(text for entry in statements for text in _above(entry)))
    norms = [normalise(text) for text in texts]
    found = lexicon.find(norms)
    return Headings(
        {
            text: [] if text in outermost and TITLE.search(norm) else _rivals(norm, found, number)
            for number, (text, norm) in enumerate(zip(texts, norms, strict=True))
        }
    )


def _above(statement: Statement) -> tuple[str, ...]:
    """Headings, header cells and the list items it is nested in."""
    return (*statement.block.headings, *statement.block.header, *statement.block.parents)


def _rivals(heading: str, found: Found, number: int) -> list[tuple[Group, Group]]:
    """The concepts of a heading, each with those named beside it (「AI・RPAの活用」: AI and RPA): a statement that
    names one of the two does not lean on the other."""
    named, nobody = found.named(number), frozenset[int]()
    joints = [joint.span() for joint in COORDINATE.finditer(heading)]
    if not joints or not named:
        return [(named, nobody)] if named else []
    starting, ending = found.edges(number)
    pairs = [(ending[left], starting[right]) for left, right in joints if left in ending and right in starting]
    joined = nobody.union(*(left | right for left, right in pairs))
    result = [(named - joined, nobody)]
    for concept in sorted(joined):
        beside = [right for left, right in pairs if concept in left] + [left for left, right in pairs if concept in right]
        result.append((frozenset((concept,)), nobody.union(*beside) - {concept}))
    return result


class Leaning:
    """What the statements of a plan may lean on, in columns; `named`: what they name themselves."""

    def __init__(self, statements: Sequence[Statement], named: Columns, headings: Headings) -> None:
        self._statements, self._named, self._headings = statements, named, headings
        self._contexts: dict[Group, int] = {}

    def context(self, group: Group) -> int:
        """The statements of which one of a group of concepts is named by themselves or by what they may lean on."""
        if group not in self._contexts:
            names = self._named.of(group)
            before = union((names << distance) & leaning for distance, leaning in self._targets.items())
            self._contexts[group] = names | self._lent.of(group) | before
        return self._contexts[group]

    @cached_property
    def above(self) -> Columns:
        """The statements by what stands above them: headings, header cells and the items they are nested in."""
        return self._by_headings(heed_rivals=False)

    @cached_property
    def _lent(self) -> Columns:
        """`above`, but for the statements that name a rival of the concept."""
        return self._by_headings(heed_rivals=True)

    def _by_headings(self, heed_rivals: bool) -> Columns:
        columns: dict[int, int] = {}
        for text, below in self._below.items():
            for concepts, rivals in self._headings.by_text[text]:
                column = below & ~self._named.of(rivals) if heed_rivals else below
                for concept in concepts:
                    columns[concept] = columns.get(concept, 0) | column
        return Columns(columns)

    @cached_property
    def _below(self) -> dict[str, int]:
        """Text of a heading -> the statements below it."""
        below: dict[str, int] = {}
        for number, statement in enumerate(self._statements):
            for text in _above(statement):
                below[text] = below.get(text, 0) | 1 << number
        return below

    @cached_property
    def _targets(self) -> dict[int, int]:
        """Distance -> the statements that lean on the statement so far before them."""
        targets: dict[int, int] = {}
        for number in range(len(self._statements)):
            for source in _sources(self._statements, number):
                targets[number - source] = targets.get(number - source, 0) | 1 << number
        return targets


def _sources(statements: Sequence[Statement], number: int) -> Iterator[int]:
    """The statements before one that it leans on, by their numbers."""
    statement = statements[number]
    nearest = range(number - 1, max(number - 1 - CONTEXT_SENTENCES, -1), -1)
    for before in nearest:
        if statements[before].block is not statement.block:
            break
        yield before
    if statement.form == "item":
        yield from _beside_in_list(statements, number, nearest)


def _beside_in_list(statements: Sequence[Statement], number: int, nearest: range) -> Iterator[int]:
    """The sentence that leads the list in; the items nested in the same item before it; and the item before, where an item
    (or its label) speaks on of the same thing."""
    statement = statements[number]
    for before in nearest:
        if statement.label is None or statements[before].label is not statement.label:
            break
        yield before
    opening = statement.label or statement
    if SPEAKS_ON.match(opening.norm):
        yield from _item_before(statements, number, opening)
    yield from _lead_in(statements, number)


def _item_before(statements: Sequence[Statement], number: int, opening: Statement) -> Iterator[int]:
    """The item that stands before an item of the same list."""
    while statements[number].block is not opening.block:
        number -= 1
    before = statements[number - 1] if number else None
    if before is not None and before.form == "item" and before.block.headings == opening.block.headings:
        yield number - 1


def _lead_in(statements: Sequence[Statement], number: int) -> Iterator[int]:
    """The last sentence before the list, if it stands under the same headings."""
    headings = statements[number].block.headings
    for before in range(number - 1, max(number - 1 - LEAD_IN, -1), -1):
        other = statements[before]
        if other.block.headings != headings or other.form in ("heading", "row"):
            return
        if other.form == "sentence":
            yield before
            return
