"""Statements -> commitments: what the plan says about each element of the vocabulary, how strongly and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from compliance.extract.cells import lists_measures, names_subject
from compliance.extract.damage import Restorer
from compliance.extract.lexicon import Found, Lexicon, Span, apart
from compliance.extract.likeness import ABOVE
from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise
from compliance.plan import STRENGTHS, Actor, Commitment, Form, NearMiss, Strength
from compliance.rules.models import Concept, Element

_RANK = {strength: rank for rank, strength in enumerate(STRENGTHS)}
_FOREIGN_UNLESS_NAMED: dict[str, Actor] = {"national": "nation", "background": "other", "appendix": "other"}
"""Places where a sentence is someone else's unless it names the plan's own body (coding rule 国・県の説明は数えない)."""
SHORT = 120
"""Characters of a statement that is quoted whole."""
BLOCK = 8
"""Anchors looked at together: most statements name nothing of most blocks."""
NEAREST = 3
"""How many near misses are kept for an element."""
CONTEXT_SENTENCES = 3
"""How many sentences before a sentence in its paragraph it may lean on."""
_NATIONAL = re.compile(r"総務省|デジタル庁|内閣|政府|国の|国が|自治体dx|自治体デジタル|閣議")
_PREFECTURE = re.compile(r"(?:(?<=[本当全])|(?<![一-龥]))県(?=[民はがのでも職議庁]|として)")
_GOVERNOR = re.compile(r"知事(?!会)")
_DATED_BRACKET = re.compile(
    r"((?:計画|法|法律|方針|ガイドライン|手順書|指針|戦略)(?:【[^】]*】|[」』】〕)])*)\((?:[^()]|\([^()]*\))*(?:改定|改訂|改正|策定|公表|決定|施行|版)"
    r"(?:[^()]|\([^()]*\))*\)"
)


COORDINATE = re.compile("・の|・|、|及び|および|並びに|[と/や,]")
"""What stands between two things a heading names side by side."""
SPEAKS_ON = re.compile(
    r"対象は|対象の|範囲の|次の段階|開始は|時期は|開始時期|対象時期|うち|その|これ|使う際|利用に当たって|利用時|なお|また、|あわせて|同"
)
"""How a list item begins that leans on the item before it."""
TITLE = re.compile(r"(?:dx|デジタル|ict|情報化|スマート).*(?:計画|戦略|ビジョン|プラン|構想)(?:[(【~〜―—].*)?$")
Headings = dict[str, list[tuple[int, int]]]
"""Text of a heading -> (bits of concepts it names, bits of the concepts named beside those)."""
_ELSEWHERE = ("national", "background", "glossary", "appendix")


@dataclass(frozen=True, slots=True)
class _Way:
    """A way with its groups as bit sets of concepts: a plan asks some hundred thousand times whether one holds."""

    element: str
    says: tuple[int, ...]
    about: tuple[int, ...]
    groups: tuple[int, ...]
    """All of `says` and `about`."""
    unless: int
    not_below: int
    alike: bool
    """Two of its `says` may be one and the same word."""


class CommitmentReader:
    """Finds the elements of one vocabulary in statements."""

    def __init__(self, concepts: Mapping[str, Concept], elements: Mapping[str, Element]) -> None:
        self._lexicon = Lexicon(concepts)
        self._bits = self._lexicon.bits
        self._restorer = Restorer(
            normalise(word) for concept in concepts.values() for words in concept.wordings.values() for word in words
        )
        self._marked = lru_cache(maxsize=4096)(lambda mask: tuple(ABOVE + id_ for id_ in self._lexicon.ids(mask)))
        self._titles = {id_: concept.title for id_, concept in concepts.items()}
        kinds: dict[str, int] = {}
        for id_, concept in concepts.items():
            kinds[concept.kind] = kinds.get(concept.kind, 0) | self._bits[id_]
        self._objects = {id_: kinds.get(element.object, 0) for id_, element in elements.items() if element.object}
        self._in_part: dict[int, list[_Way]] = {}
        by_anchor: dict[int, list[_Way]] = {}
        for id_, element in elements.items():
            for way in element.ways:
                says = tuple(self._mask(group, kinds) for group in way.says)
                about = tuple(self._mask(group, kinds) for group in way.about)
                unless, not_below = self._mask(way.unless, kinds), self._mask(way.not_below, kinds)
                compiled = _Way(id_, says, about, says + about, unless, not_below, self._lexicon.alike(says))
                by_anchor.setdefault(min(compiled.says, key=int.bit_count), []).append(compiled)
                self._index_parts(compiled)
        anchors = sorted(by_anchor.items(), key=lambda entry: entry[0])
        blocks = [anchors[at : at + BLOCK] for at in range(0, len(anchors), BLOCK)]
        self._anchored = [(reduce(or_, (anchor for anchor, _ in block)), block) for block in blocks]

    def _mask(self, group: str | list[str], kinds: Mapping[str, int]) -> int:
        mask = 0
        for name in [group] if isinstance(group, str) else group:
            mask |= kinds.get(name[5:], 0) if name.startswith("kind:") else self._bits[name]
        return mask

    def _index_parts(self, way: _Way) -> None:
        """Remember a way for near misses by the concepts of its rarest group: without those a passage is not near."""
        if len(way.says) + len(way.about) > 1:
            rarest = min(way.says, key=int.bit_count)
            own = sum(bit for id_, bit in self._bits.items() if bit & rarest and id_[:3] == way.element[:3])
            if own:
                self._in_part.setdefault(own, []).append(way)

    def find(self, statements: list[Statement], kind: str) -> list[Found]:
        """What each statement names; `kind`: of the body whose plan it is."""
        texts = self._restorer.texts([statement.norm for statement in statements])
        if kind == "prefecture":
            texts = [_as_of_a_town(text) for text in texts]
        return self._lexicon.find([_without_dates_of_documents(text) for text in texts])

    def names(self, found: Found) -> list[str]:
        """The concepts of what was found, in the order of the vocabulary."""
        return self._lexicon.ids(found.mask)

    def above(self, statement: Statement, headings: Headings) -> tuple[str, ...]:
        """The concepts of the headings, header cells and list items above a statement, in the order of the vocabulary, marked
        as such."""
        return self._marked(_named_above(statement, headings))

    def read(
        self, statements: list[Statement], found: list[Found], headings: Headings
    ) -> tuple[list[Commitment], list[NearMiss]]:
        """All commitments in reading order, one for each element (and object) of a statement; and for elements found
        nowhere the statements that came nearest. `found`, `headings`: what `find` and `headings` gave for the statements."""
        masks = [entry.mask for entry in found]
        opened = _opened(statements)
        result: list[Commitment] = []
        for index, statement in enumerate(statements):
            if masks[index] and statement.ground != "contents":
                context = masks[index] | self._context(statements, masks, index, headings)
                said = self._said(masks[index], context, _named_above(statement, headings), found[index])
                if said:
                    form: Form = "section" if index in opened else statement.form
                    result.extend(self._commitments(said, statement, form, found[index]))
        return result, self._near_misses(statements, masks, {commitment.element for commitment in result})

    def _near_misses(self, statements: list[Statement], masks: list[int], said: set[str]) -> list[NearMiss]:
        """For each element not found at most `NEAREST` statements that hold a group of one of its ways: those that hold
        most groups first, the plan's own before others'."""
        near: dict[str, list[tuple[int, bool, int, _Way]]] = {}
        wanted = [(own, [way for way in ways if way.element not in said]) for own, ways in self._in_part.items()]
        wanted = [(own, ways) for own, ways in wanted if ways]
        for index, statement in enumerate(statements):
            mask = masks[index]
            if mask and statement.form != "heading" and statement.ground != "contents":
                foreign = statement.ground in _ELSEWHERE
                for own, ways in wanted:
                    if own & mask:
                        for way in ways:
                            held = len([group for group in way.groups if group & mask])
                            near.setdefault(way.element, []).append((-held, foreign, index, way))
        return [
            self._near_miss(way, statements[index], masks[index])
            for element in near
            for index, way in _first(near[element])
        ]

    def _near_miss(self, way: _Way, statement: Statement, mask: int) -> NearMiss:
        lacking = next((group for group in way.groups if not group & mask), 0)
        names = [self._titles[id_] for id_ in self._lexicon.ids(lacking)[:3]]
        return NearMiss(
            element=way.element,
            lacks="・".join(names),
            strength=statement.clauses[-1].strength,
            actor=_actor(statement),
            place=statement.place,
            at=statement.passage,
        )

    def headings(self, statements: list[Statement]) -> Headings:
        """Concepts of every heading and header cell, by its text, each with its rivals. A plan's own title lends nothing:
        every sentence stands below it."""
        outermost = {entry.block.headings[0] for entry in statements if entry.block.headings}
        texts = list(dict.fromkeys(text for entry in statements for text in _above(entry)))
        norms = [normalise(text) for text in texts]
        return {
            text: [] if text in outermost and TITLE.search(norm) else self._rivals(norm, found)
            for text, norm, found in zip(texts, norms, self._lexicon.find(norms), strict=True)
        }

    def _rivals(self, heading: str, found: Found) -> list[tuple[int, int]]:
        """The concepts of a heading as bits, each with those named beside it (「AI・RPAの活用」: AI and RPA): a statement that
        names one of the two does not lean on the other."""
        joints = [joint.span() for joint in COORDINATE.finditer(heading)]
        if not joints or not found.mask:
            return [(found.mask, 0)] if found.mask else []
        starting, ending = found.edges()
        pairs = [(ending[left], starting[right]) for left, right in joints if left in ending and right in starting]
        joined = 0
        for left_mask, right_mask in pairs:
            joined |= left_mask | right_mask
        result = [(found.mask & ~joined, 0)]
        for bit in self._lexicon.split(joined):
            rivals = 0
            for left_mask, right_mask in pairs:
                rivals |= (right_mask if left_mask & bit else 0) | (left_mask if right_mask & bit else 0)
            result.append((bit, rivals & ~bit))
        return result

    def _said(self, mask: int, context: int, above: int, found: Found) -> dict[str, tuple[int, ...]]:
        """Element -> the `says` groups of its way that holds (the one of most groups)."""
        said: dict[str, tuple[int, ...]] = {}
        for block, anchored in self._anchored:
            if block & mask:
                for anchor, ways in anchored:
                    if anchor & mask:
                        for way in ways:
                            longer = way.element not in said or len(said[way.element]) < len(way.says)
                            if longer and not way.not_below & above:
                                self._try(way, mask, context, said, found)
        return said

    @staticmethod
    def _try(way: _Way, mask: int, context: int, said: dict[str, tuple[int, ...]], found: Found) -> None:
        if way.unless & mask:
            return
        for group in way.says:
            if not group & mask:
                return
        for group in way.about:
            if not group & context:
                return
        if not way.alike or apart([found.spans(group) for group in way.says]):
            said[way.element] = way.says

    def _commitments(
        self, said: dict[str, tuple[int, ...]], statement: Statement, form: Form, found: Found
    ) -> Iterator[Commitment]:
        year = statement.years[-1].fiscal_year if statement.years else None
        common: dict[str, Any] = {
            "actor": _actor(statement),
            "place": statement.place,
            "form": form,
            "fiscal_year": year if year and 1989 <= year <= 2100 else None,
            "dated": bool(statement.years),
            "number": statement.number,
            "frequency": statement.frequency,
            "at": statement.passage,
        }
        for element, says in said.items():
            groups, wording = self._stand(says, statement, found)
            for object_, spans in self._objects_of(element, groups, found):
                # model_construct: every value comes from a closed list above; validating some thousand of them costs more
                # than finding them.
                yield Commitment.model_construct(
                    element=element, object=object_, strength=_strength(statement, spans), wording=wording, **common
                )

    @staticmethod
    def _stand(says: tuple[int, ...], statement: Statement, found: Found) -> tuple[list[list[Span]], str | None]:
        """Where the groups stand, and the words of the first: asked only where clauses differ or the quote must be cut."""
        if len(statement.clauses) == 1 and len(statement.norm) < SHORT:
            return [], None
        groups = [found.spans(group) for group in says]
        start, end = min(groups[0])
        return groups, statement.norm[start:end]

    def _objects_of(
        self, element: str, groups: list[list[Span]], found: Found
    ) -> list[tuple[str | None, list[list[Span]]]]:
        """The objects of an element in a statement, each with the spans its strength is read at; one without, if none."""
        mask = self._objects.get(element, 0) & found.mask
        if not mask:
            return [(None, groups)]
        return [(id_, [*groups, found.spans(self._bits[id_])]) for id_ in sorted(self._lexicon.ids(mask))]

    def _context(self, statements: list[Statement], masks: list[int], index: int, headings: Headings) -> int:
        """What a statement may lean on: its headings and header cells, its parents in a list, the sentences before it in its block, and the
        paragraph that leads its list in."""
        statement = statements[index]
        context = 0
        for text in _above(statement):
            for concepts, rivals in headings[text]:
                if not rivals & masks[index]:
                    context |= concepts
        before = index - 1
        while before >= 0 and index - before <= CONTEXT_SENTENCES and statements[before].block is statement.block:
            context |= masks[before]
            before -= 1
        return context | _beside_in_list(statements, masks, index) if statement.form == "item" else context


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


def _above(statement: Statement) -> tuple[str, ...]:
    """Headings, header cells and the list items it is nested in."""
    return (*statement.block.headings, *statement.block.header, *statement.block.parents)


def _named_above(statement: Statement, headings: Headings) -> int:
    """The concepts of everything above a statement."""
    mask = 0
    for text in _above(statement):
        for concepts, _ in headings[text]:
            mask |= concepts
    return mask


def _as_of_a_town(norm: str) -> str:
    """What a prefecture says of itself, in the words of a town, each as long as the word it stands for: the vocabulary knows
    県は as someone else, and 市民 as the people a plan is for."""
    return _GOVERNOR.sub("市長", _PREFECTURE.sub("市", norm)) if "県" in norm or "知事" in norm else norm


def _without_dates_of_documents(norm: str) -> str:
    """The text with the brackets blanked that date a national document: 推進計画(令和6年4月改定) revises nothing here."""
    if "(" not in norm or not _NATIONAL.search(norm):
        return norm
    return _DATED_BRACKET.sub(lambda match: match[1] + "＿" * (match.end() - match.end(1)), norm)


def _first(candidates: list[tuple[int, bool, int, _Way]]) -> list[tuple[int, _Way]]:
    """The first `NEAREST` candidates of different statements."""
    chosen: dict[int, _Way] = {}
    for _, _, index, way in sorted(candidates, key=lambda candidate: candidate[:3]):
        if len(chosen) == NEAREST:
            break
        chosen.setdefault(index, way)
    return list(chosen.items())


def _actor(statement: Statement) -> Actor:
    if not statement.named and statement.place in _FOREIGN_UNLESS_NAMED:
        return _FOREIGN_UNLESS_NAMED[statement.place]
    return statement.actor


def _strength(statement: Statement, groups: list[list[Span]]) -> Strength:
    """The strongest clause that holds all groups; when none does, the last clause that holds any."""
    if len(statement.clauses) == 1:
        return statement.clauses[0].strength
    holding = [
        clause
        for clause in statement.clauses
        if all(any(clause.start <= start < clause.end for start, _ in spans) for spans in groups)
    ]
    if not holding:
        holding = [
            clause
            for clause in statement.clauses
            if any(clause.start <= start < clause.end for spans in groups for start, _ in spans)
        ][-1:]
    return min((clause.strength for clause in holding), key=_RANK.__getitem__, default="mention")


def _beside_in_list(statements: list[Statement], masks: list[int], index: int) -> int:
    """Concepts of the sentence that leads the list in; of the items nested in the same item before it; and of the item
    before, where an item (or its label) speaks on of the same thing."""
    statement = statements[index]
    carried = 0
    for before in range(index - 1, max(index - 1 - CONTEXT_SENTENCES, -1), -1):
        if statement.label is None or statements[before].label is not statement.label:
            break
        carried |= masks[before]
    opening = statement.label or statement
    if SPEAKS_ON.match(opening.norm):
        carried |= _item_before(statements, masks, index, opening)
    return carried | _lead_in(statements, masks, index)


def _item_before(statements: list[Statement], masks: list[int], index: int, opening: Statement) -> int:
    """Concepts of the item that stands before an item of the same list."""
    while statements[index].block is not opening.block:
        index -= 1
    before = statements[index - 1] if index else None
    same_list = before is not None and before.form == "item" and before.block.headings == opening.block.headings
    return masks[index - 1] if same_list else 0


def _lead_in(statements: list[Statement], masks: list[int], index: int) -> int:
    """Concepts of the last sentence before the list, if it stands under the same headings."""
    headings = statements[index].block.headings
    for before in range(index - 1, max(index - 12, -1), -1):
        other = statements[before]
        if other.block.headings != headings or other.form in ("heading", "row"):
            return 0
        if other.form == "sentence":
            return masks[before]
    return 0
