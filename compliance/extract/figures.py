"""Indicators and sentences -> figures that speak of one thing at one time, at two places or more (CON-14).

Only where that is sure: the words of an indicator's name all stand in the sentence, the unit is the same, the time is the
same, and the sentence has one figure of that unit. What narrows a figure (年間, うち, 1日当たり) parts it from the rest.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from compliance.extract.moments import Moment, moments
from compliance.extract.statements import Statement
from compliance.extract.tables import Table, cell
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import content_words
from compliance.plan import Indicator, Passage, StatedValue

_FIGURE = re.compile(
    r"(?P<about>約|およそ|延べ|計|各|毎|年|月|週|うち|第|あと|さらに|新たに|から)?(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>%|割|件|人|名|か所|箇所|カ所|手続|"
    r"業務|台|団体|講座|サービス|枚|世帯|校|ポイント|円|万円|千円|億円|万枚|万件|施設|種類)(?!以[上下]の|ずつ|台|目|につき|当たり|あたり|/)"
)
_UNITS = {"名": "人", "箇所": "か所", "カ所": "か所"}
_NARROWS = re.compile(
    r"うち|当たり|あたり|平均|だけで|このほか|残る|残り|追加|増や|増加|減ら|ずつ|県内|全国|他市|国は|県は"
)
_APART = frozenset(("各", "毎", "年", "月", "週", "うち", "第", "あと", "さらに", "新たに", "から"))
_AS_OF = re.compile(r"月末|年度末|時点|現在")
_TAIL = re.compile(
    r"(?:の)?(?:延べ|累計|年間|総)?(?:割合|件数|人数|者数|回数|台数|か所数|枚数|数|率|量|額)(?:\([^()]*\))?$"
)
_SKIPPED = frozenset(("national", "glossary", "contents", "quotation", "appendix"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, the time it stands for (`YYYY-MM`, or a fiscal year), what it is about, where it stands."""

    number: str
    unit: str
    time: str
    text: str
    at: Passage
    state: bool = False
    """It is the state of one day: 令和6年3月末, 令和5年度末."""


def repeated_figures(parts: list[Statement], tables: list[Table], kpis: list[Indicator]) -> Iterator[StatedValue]:
    """The figures of sentences beside those of the indicators, and of two sentences that give the state of one day."""
    said = [figure for statement in parts for figure in _of_statement(statement)]
    tabled = [figure for table in tables for figure in _of_states(table)]
    for name, figure in _of_indicators(kpis):
        for other in said:
            if other.at.spot != figure.at.spot and _one_thing(name, figure, other):
                yield from _both(f"{name} {figure.time}", figure, other)
    for name, figure in ((figure.text, figure) for figure in tabled):
        for other in said:
            if _one_thing(name, figure, other):
                yield from _both(f"{name} {figure.time}", figure, other)
    by_day: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in said:
        if figure.state:
            by_day[figure.time, figure.unit].append(figure)
    for (time, _), figures in by_day.items():
        for index, figure in enumerate(figures):
            for other in figures[index + 1 :]:
                words = _words(figure.text) & _words(other.text)
                if other.at.spot != figure.at.spot and len(words) >= _SURE:
                    yield from _both(f"{'・'.join(sorted(words))} {time}", figure, other)


def agreeing_figures(statements: list[Statement]) -> Iterator[StatedValue]:
    """The first figure that stands with the same words in two sections: the plan says one thing at two places, and alike."""
    by_figure: dict[tuple[str, str], list[tuple[Statement, frozenset[str]]]] = defaultdict(list)
    for statement in statements:
        if statement.place in _SKIPPED or statement.form == "heading" or statement.actor != "own":
            continue
        found = moments(statement.norm, statement.own_years)
        words = content_words(_without_times(statement))
        for number, unit in _figures(statement.norm, found) if words else ():
            for other, known in by_figure[number, unit]:
                shared = words & known
                if other.block.headings != statement.block.headings and (
                    len(shared) >= _SURE or any(len(word) >= _LONG for word in shared)
                ):
                    subject = f"{'・'.join(sorted(shared))} {number}{unit}"
                    for one in (other, statement):
                        yield StatedValue(subject=subject, value=number + unit, at=one.passage)
                    return
            if len(by_figure[number, unit]) < _COMPARED:
                by_figure[number, unit].append((statement, words))


_COMPARED = 30
"""Statements of one figure that others are held against: a document may give a figure any number of times."""
_LONG = 4
"""Letters of a word that alone tells what a figure counts."""
_SURE = 2
"""Words two sentences must share to speak of one thing."""


def _both(subject: str, one: Figure, other: Figure) -> Iterator[StatedValue]:
    """Both in the unit of the first: 47件 of 手続 are 47手続."""
    for figure in (one, other):
        yield StatedValue(subject=subject, value=figure.number + one.unit, at=figure.at)


def _one_thing(name: str, figure: Figure, other: Figure) -> bool:
    words = _words(name)
    procedures = figure.unit == "件" and "手続" in name and other.unit == "手続"
    return (
        (figure.unit == other.unit or procedures)
        and figure.time == other.time
        and bool(words)
        and (len(words) >= _SURE or max(map(len, words)) >= 4 or any(map(str.isascii, words)))
        and all(word in other.text for word in words)
    )


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    """The words that say what a figure counts."""
    core = _TAIL.sub("", text)
    return content_words(core) or frozenset([core.strip("「」の")])


def _of_indicators(kpis: list[Indicator]) -> Iterator[tuple[str, Figure]]:
    """Targets and present values of the indicators that give one figure and its time."""
    for indicator in kpis:
        name = normalise(indicator.name)
        for text, year in ((indicator.target, indicator.fiscal_year), (indicator.base, None)):
            norm = normalise(text or "")
            found = moments(norm)
            figures = _figures(norm, found)
            time = str(year) if year else (_time(found[0]) if len(found) == 1 else None)
            if len(figures) == 1 and time and not _NARROWS.search(norm + name):
                yield name, Figure(*figures[0], time, name, indicator.at)


def _of_states(table: Table) -> Iterator[Figure]:
    """Figures of a table whose columns are days: 令和6年12月末."""
    for index, head in enumerate(table.header):
        found = moments(head)
        for row in table.rows if len(found) == 1 and found[0].month else ():
            unit = re.search(r"\(([^()\d]{1,3})\)$", cell(row, 0))
            figures = _figures(cell(row, index) + (unit[1] if unit else ""), [])
            if len(figures) == 1 and index:
                yield Figure(*figures[0], _time(found[0]), re.sub(r"\([^()]*\)$", "", cell(row, 0)), row.passage)


def _of_statement(statement: Statement) -> Iterator[Figure]:
    """The one figure of each unit that a sentence gives, with its one time."""
    if statement.place in _SKIPPED or statement.form in ("row", "heading") or statement.actor != "own":
        return
    norm = statement.norm
    found = moments(norm, statement.own_years)
    figures = _figures(norm, found) if found else []
    for number, unit in figures:
        held = [moment for moment in found if _holds(norm, moment)]
        times = {_time(moment) for moment in held}
        state = all(moment.month or norm.startswith("末", moment.end) for moment in held)
        if len(times) == 1 and sum(other == unit for _, other in figures) == 1 and not _NARROWS.search(norm):
            yield Figure(number, unit, times.pop(), _context(statement), statement.passage, state)


def _context(statement: Statement) -> str:
    """The sentence, those before it in its paragraph, and its heading."""
    texts = [normalise(heading) for heading in statement.block.headings[-1:]]
    said: Statement | None = statement
    while said:
        texts.append(_without_times(said))
        said = said.previous
    return " ".join(texts)


def _without_times(statement: Statement) -> str:
    return _AS_OF.sub(" ", _blanked(statement.norm, moments(statement.norm, statement.own_years)))


def _blanked(text: str, found: list[Moment]) -> str:
    """The text with its times blanked."""
    for moment in found:
        text = text[: moment.start] + " " * (moment.end - moment.start) + text[moment.end :]
    return text


def _holds(norm: str, moment: Moment) -> bool:
    """The time is one of the figure, not the name of a document (令和6年の計画)."""
    return not norm.startswith(("から", "に策定", "に改定", "の計画", "版"), moment.end)


def _time(moment: Moment) -> str:
    if moment.fiscal or not moment.month:
        return str(moment.fiscal_year)
    return f"{moment.year:04d}-{moment.month:02d}"


def _figures(norm: str, found: list[Moment]) -> list[tuple[str, str]]:
    """(number, unit) of all figures that are no part of a time and not narrowed."""
    text = _blanked(norm, found)
    return [
        (match["n"].replace(",", ""), _UNITS.get(match["unit"], match["unit"]))
        for match in _FIGURE.finditer(text)
        if match["about"] not in _APART
    ]
