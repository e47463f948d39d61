"""Lists the plan makes of the national plan's priorities (重点取組事項), with the edition they are said to be of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from compliance.extract.moments import moments
from compliance.extract.statements import Statement
from compliance.extract.tables import Table, cell
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import number_of
from compliance.plan import PriorityList
from compliance.rules.reference import Reference

_LABEL = re.compile(
    r"重点取組事項|重点取り組み事項|重点的な取組事項|重点的に取り組む(?:べき)?事項|重点事項|"
    r"重点取組項目|重点的な取組"
)
_NATIONAL = re.compile(r"自治体dx|自治体デジタル|国の|国が|総務省|推進計画")
_OWN = re.compile(
    r"本市の|本町の|本村の|本区の|当市|当町|当村|[市町村区]における|[市町村区]の重点|独自|組み替え|"
    r"組替え|再編|再構成|本計画の重点|本計画で|加えて|追加し|整合し|絞り|まとめ直|整理し直"
)
_EDITION = re.compile(r"第?(\d\.\d)版|ver\.?(\d\.\d)")
_QUOTED = re.compile(r"[「『]([^」』]{3,30})[」』]")
_PART = re.compile(r"のうち|特に|中でも|など|から選")
_LEAST = 4
_SPEAKS_OF_PLAN = re.compile(r"自治体dx|自治体デジタル|推進計画|国計画|同計画|国の計画|総務省の計画")
_BETWEEN = re.compile(r"、|及び(?!利)|並びに")
_CLOSING = re.compile(r"の?(?:[一二三四五六七八九]つ|\d+(?:つ|項目|点|事項))?(?:など)?(?:を|が|に|で|と)[^、]*[。]?$")
_LONGEST_ITEM = 40


def priorities(statements: list[Statement], all_tables: list[Table], reference: Reference) -> list[PriorityList]:
    """Every list of at least four items of which most are themes of the national plan's priorities."""
    own_elsewhere = [statement for statement in statements if _LABEL.search(statement.norm) and _regrouped(statement)]
    found = [
        *_below_headings(statements, reference),
        *_in_sentences(statements, reference),
        *_enumerated(statements, reference),
        *_in_tables(all_tables, reference),
    ]
    seen: set[tuple[str, ...]] = set()
    result = []
    for items, edition, own, national, at in found:
        if tuple(items) not in seen:
            seen.add(tuple(items))
            result.append(
                PriorityList(
                    items=items,
                    edition=edition,
                    own=own or (bool(own_elsewhere) and not national),
                    at=[row.passage for row in at[:3]],
                )
            )
    return result


_Found = tuple[list[str], str | None, bool, bool, list[Statement]]


def _regrouped(statement: Statement) -> bool:
    return (
        bool(re.search(r"組み替え|組替え|再編|再構成|独自|加えて|追加し|整合し|整合して|絞り", statement.norm))
        and statement.actor == "own"
    )


def _below_headings(statements: list[Statement], reference: Reference) -> Iterator[_Found]:
    """Items below a heading (or after a sentence) that names the priorities."""
    for index, statement in enumerate(statements):
        if not _leads(statement):
            continue
        items = _items_after(statements, index)
        part = bool(_PART.search(statement.norm))
        if _enough([item.norm for item in items], reference, 3 if part or _regrouped(statement) else _LEAST):
            path = _path(statement)
            around = " ".join([*map(normalise, path[-2:]), statement.norm])
            edition = _edition(around) or _edition_of_path(path, reference) or _edition_before(statements, index)
            own = (bool(_OWN.search(around)) or part) and not _named(around)
            titles = [item.text.strip() for item in items]
            yield titles, edition, own, bool(_NATIONAL.search(around)), [statement, *items]


def _leads(statement: Statement) -> bool:
    """The statement names the priorities and may open a list of them."""
    named = bool(_LABEL.search(statement.norm)) or _about_national_items(statement)
    return named and statement.form != "row" and statement.place != "contents"


def _path(statement: Statement) -> tuple[str, ...]:
    """Headings above what follows a statement."""
    return statement.block.headings if statement.form != "heading" else (*statement.block.headings, statement.block.text)


def _items_after(statements: list[Statement], index: int) -> list[Statement]:
    """The list after a statement: its items, or lines ①, ②, ... that were taken for headings."""
    lead = statements[index]
    items: list[Statement] = []
    for other in statements[index + 1 : index + 26]:
        if other.block.headings not in (_path(lead), lead.block.headings):
            break
        numbered = other.form == "heading" and number_of(other.norm)[0] and (not items or items[-1].form == "heading")
        if (other.form == "item" or numbered) and len(other.norm) <= 45 and other.first:
            items.append(other)
        elif items:
            break
    return items


def _about_national_items(statement: Statement) -> bool:
    return (
        statement.form == "heading"
        and "推進計画" in statement.norm
        and "項目" in statement.norm
        and bool(_NATIONAL.search(statement.norm))
    )


def _named(around: str) -> bool:
    return "自治体dxの重点取組事項" in around


def _in_sentences(statements: list[Statement], reference: Reference) -> Iterator[_Found]:
    """「A」「B」…の6項目 in one sentence."""
    for statement in statements:
        if statement.form in ("sentence", "item") and "「" in statement.text and _LABEL.search(statement.norm):
            items = [item for item in _QUOTED.findall(statement.norm) if _themes(item, reference)]
            if _enough(items, reference):
                around = " ".join([*map(normalise, statement.block.headings[-1:]), statement.norm])
                yield (
                    items,
                    _edition(around),
                    bool(_OWN.search(statement.norm)) and statement.actor == "own",
                    bool(_NATIONAL.search(around)),
                    [statement],
                )


def _enumerated(statements: list[Statement], reference: Reference) -> Iterator[_Found]:
    """同計画は重点として、A、B、…の七つを挙げている: the items stand bare between commas."""
    for index, statement in enumerate(statements):
        norm = statement.norm
        if statement.form not in ("sentence", "item") or "重点" not in norm or not _SPEAKS_OF_PLAN.search(norm):
            continue
        pieces = [piece.strip() for piece in _BETWEEN.split(_CLOSING.sub("", norm))]
        items = [piece for piece in pieces if len(piece) <= _LONGEST_ITEM and _themes(piece, reference)]
        distinct = {theme for item in items for theme in _themes(item, reference)}
        if len(items) >= _LEAST and len(distinct) >= _LEAST and not _PART.search(norm):
            edition = _edition(norm) or _edition_before(statements, index)
            yield items, edition, bool(_OWN.search(norm)) and statement.actor == "own", True, [statement]


def _in_tables(all_tables: list[Table], reference: Reference) -> Iterator[_Found]:
    """A column of priorities, or a group of rows called so."""
    for table in all_tables:
        column = next((index for index, head in enumerate(table.header) if _LABEL.search(head)), None)
        rows = table.rows
        if column is None:
            start = next((number for number, row in enumerate(rows) if _LABEL.search(cell(row, 0))), None)
            if start is None or not table.header:
                continue
            end = next((number for number in range(start + 1, len(rows)) if cell(rows[number], 0)), len(rows))
            rows, column = rows[start:end], 1
        items = [row.block.cells[column].strip() for row in rows if cell(row, column)]
        if _enough(items, reference):
            around = " ".join([*table.header, *map(normalise, table.headings[-1:]), cell(table.rows[0], 0)])
            yield (
                list(dict.fromkeys(items)),
                _edition(around),
                bool(_OWN.search(around)),
                bool(_NATIONAL.search(around)),
                rows,
            )


def _edition(text: str) -> str | None:
    match = _EDITION.search(text)
    return match[1] or match[2] if match else None


def _edition_of_path(path: tuple[str, ...], reference: Reference) -> str | None:
    """The edition the innermost heading that names the national plan gives, by number or date."""
    for heading in reversed(path):
        norm = normalise(heading)
        if "推進計画" in norm and _NATIONAL.search(norm):
            days = [moment for moment in moments(norm) if moment.month and not moment.fiscal]
            newest = max(days, key=lambda moment: moment.last_day, default=None)
            edition = _edition(norm) or (reference.version_at(newest.partial_date) if newest else None)
            if edition:
                return edition
    return None


def _edition_before(statements: list[Statement], index: int) -> str | None:
    """The edition that the sentences leading to the list give, in the same chapter."""
    for other in reversed(statements[max(0, index - 8) : index]):
        if other.block.headings[:2] != statements[index].block.headings[:2]:
            break
        if "推進計画" in other.norm and _NATIONAL.search(other.norm) and _edition(other.norm):
            return _edition(other.norm)
    return None


def _enough(items: list[str], reference: Reference, least: int = 4) -> bool:
    themed = [item for item in items if _themes(item, reference)]
    return len(themed) >= least and len(themed) * 2 > len(items)


def _themes(item: str, reference: Reference) -> frozenset[str]:
    return themes_of(number_of(normalise(item))[1], reference)


@lru_cache(maxsize=4096)
def themes_of(text: str, reference: Reference) -> frozenset[str]:
    """Keys of the themes of the national plan that a normalised text names."""
    return frozenset(
        key for key, theme in reference.national_plan.themes.items() if any(word in text for word in theme.words)
    )
