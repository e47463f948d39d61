"""Values the plan gives for one subject at two places or more (CON-14); subjects made alike only where that is sure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.extract.figures import agreeing_figures, repeated_figures
from compliance.extract.identity import Identity
from compliance.extract.measures import Inventory
from compliance.extract.moments import moments
from compliance.extract.period import Span
from compliance.extract.statements import Statement
from compliance.extract.tables import Table, cell, normalised
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import number_of
from compliance.plan import Indicator, Passage, StatedValue, TimetableRow

PERIOD, ADOPTION = "計画期間", "策定時期"
_NUMBER = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<unit>%|割|件|人|名|回|か所|箇所|カ所|手続|業務|台|時間|分|秒|日|"
    r"種類|種|団体|課|講座|サービス|枚|世帯|校|ポイント|円|万円|千円|億円|万|施設)?"
)
_UNITS = {"名": "人", "箇所": "か所", "カ所": "か所"}
_BRACKETS = re.compile(r"\([^()]*\)|【[^】]*】|「|」|\*|※\d*")
_RATE = re.compile(r"(?:の)?割合$")
_SCOPE = re.compile(r"年間|累計|延べ|月平均|1日|当たり|うち")
_QUALIFIER = re.compile(r"^.*(?:に占める|等の|における|の)(?=[^の]{5,}$)")
_ADOPTED = re.compile(r"^(?:に|度に)?、?策定し?(?:た|、|て)")
_OWN_NAME = re.compile(r"「本計画」|本計画(?:を|は)")
_ACT = re.compile(
    r"^(?P<object>[^、。()・→]{4,25}?)(?:の|を)(?P<act>導入|開始|完了|稼働|公開|策定|設置|廃止|改定|"
    r"運用開始|本格運用|切替え|供用開始|本稼働)(?:\(.*\))?$"
)
_SAME_DEADLINE = re.compile(r"^(?:年度|年)?(?:末|中|内)?(?:に(?!向け|かけ)|から)")


@dataclass(frozen=True, slots=True)
class Said:
    """Where values stand: the statements (`parts`: with the sentences in cells each for itself) and what was made of them."""

    statements: list[Statement]
    parts: list[Statement]
    tables: list[Table]
    measures: Inventory
    kpis: list[Indicator]
    rows: list[TimetableRow]


def stated_values(said: Said, who: Identity, spans: list[Span]) -> list[StatedValue]:
    """All values of subjects that stand at two places or more."""
    values = [
        *_counts(said.statements),
        *_periods(said.statements, spans),
        *_adoption(said.statements, who),
        *_targets(said.kpis, said.tables, said.measures),
        *_acts(said.measures, said.rows),
        *repeated_figures(said.parts, said.tables, said.kpis),
        *agreeing_figures(said.statements),
    ]
    counted = Counter(value.subject for value in values)
    return [value for value in values if counted[value.subject] > 1]


def _periods(statements: list[Statement], spans: list[Span]) -> Iterator[StatedValue]:
    """Complete periods of the plan; none when an extension explains the difference."""
    if any("延長" in statement.norm and "期間" in statement.norm for statement in statements):
        return
    for span in spans:
        if (
            span.start is not None
            and span.end is not None
            and (span.score == 1 or span.score >= 4)
            and span.statement.place not in ("appendix", "background", "current")
            and span.statement.form != "row"
        ):
            yield StatedValue(subject=PERIOD, value=f"{span.start}年度〜{span.end}年度", at=span.statement.passage)


def _adoption(statements: list[Statement], who: Identity) -> Iterator[StatedValue]:
    """The date of adoption on the cover and in 令和3年に策定した「…計画」(以下「本計画」という。)."""
    if not who.adopted or not who.adopted_at:
        return
    yield StatedValue(subject=ADOPTION, value=who.adopted, at=who.adopted_at)
    title = normalise(who.title or "")
    for statement in statements:
        norm = statement.norm
        if (
            "策定" not in norm
            or statement.place in ("glossary", "appendix", "national")
            or statement.passage.spot == who.adopted_at.spot
        ):
            continue
        if "以下、「本計画」" in norm or "以下「本計画」" in norm or ("本計画は、" in norm and "年" in norm):
            for moment in moments(norm, statement.own_years):
                if _ADOPTED.match(norm[moment.end :]) and _names_own(norm, moment.end, title):
                    yield StatedValue(
                        subject=ADOPTION,
                        value=f"{moment.year}年度" if moment.fiscal else moment.partial_date,
                        at=statement.passage,
                    )


def _names_own(norm: str, end: int, title: str) -> bool:
    """What follows is this plan's own name, or the sentence is about 本計画 and not about a basis of it."""
    after = re.sub(r"^(?:に|度に)?策定し?た?、?", "", norm[end:])
    quoted = re.match(r"[「『]?([^」』]{4,60})[」』]?(?:[(][^)]*以下、?「本計画」)", after)
    return bool(quoted) or (bool(title) and after.lstrip("「『").startswith(title) and "本計画" in after)


def _counts(statements: list[Statement]) -> Iterator[StatedValue]:
    """The number of tasks to be standardised, where it is said of all of them."""
    for statement in statements:
        if (
            "20業務" in statement.norm
            and "標準" in statement.norm + "".join(statement.block.headings)
            and statement.actor == "own"
            and statement.place in ("measure", "vision", "organisation", "current")
        ):
            yield StatedValue(subject="標準化の対象業務数", value="20業務", at=statement.passage)


# --- indicators -----------------------------------------------------------------------------------------------------


def _targets(kpis: list[Indicator], all_tables: list[Table], found: Inventory) -> Iterator[StatedValue]:
    """Targets of one indicator for one year. Whole names must be alike; a shorter core only joins a sentence of a
    measure's section to the row of the KPI table that points to that measure."""
    links = _links(all_tables)
    by_spot = {text.passage.spot: entry for entry in found.entries for text in entry.texts}
    for indicator in kpis:
        value = _value(indicator.target)
        if value is None or not indicator.fiscal_year:
            continue
        subject = f"{_name(indicator.name)} {indicator.fiscal_year}年度の目標値 {value[1]}"
        yield StatedValue(subject=subject, value=value[0], at=indicator.at)
        entry = by_spot.get(indicator.at.spot)
        number = links.get(indicator.at.spot) or ([entry.number] if entry and entry.number else [])
        short = _short(indicator.name)
        for one in (
            number if (len(short) >= 6 and short != _name(indicator.name)) or short == _name(indicator.name) else []
        ):
            yield StatedValue(
                subject=f"施策{one} {short} {indicator.fiscal_year}年度の目標値 {value[1]}",
                value=value[0],
                at=indicator.at,
            )


def _links(all_tables: list[Table]) -> dict[tuple[object, ...], list[str]]:
    """Spot of a KPI row -> numbers of the measures it points to."""
    result: dict[tuple[object, ...], list[str]] = {}
    for table in all_tables:
        column = next(
            (index for index, head in enumerate(table.header) if "関連" in head or head in ("施策", "施策番号")), None
        )
        if column is not None:
            for row in table.rows:
                result[row.passage.spot] = re.findall(r"\d{1,2}[-.]\d{1,2}", cell(row, column))
    return result


def _value(text: str | None) -> tuple[str, str] | None:
    """(number with unit, unit) when the text gives exactly one number beside years."""
    norm = normalise(text or "")
    for moment in reversed(moments(norm)):
        norm = norm[: moment.start] + " " + norm[moment.end :]
    match = list(_NUMBER.finditer(norm))
    if len(match) != 1 or _SCOPE.search(norm):
        return None
    unit = match[0]["unit"] or ""
    return match[0]["n"].replace(",", "") + _UNITS.get(unit, unit), _UNITS.get(unit, unit)


def _name(name: str) -> str:
    """The name of an indicator, normalised; brackets that narrow its scope stay."""
    norm = _RATE.sub("率", number_of(normalised(name))[1])
    return norm.strip("「」・:")


def _short(name: str) -> str:
    """The name without brackets and without what qualifies it: 全交付数に占めるコンビニ交付の割合 -> コンビニ交付率."""
    return _QUALIFIER.sub("", _RATE.sub("率", _BRACKETS.sub("", number_of(normalised(name))[1])))


# --- dates of measures ----------------------------------------------------------------------------------------------


def _acts(found: Inventory, rows: list[TimetableRow]) -> Iterator[StatedValue]:
    """An act the timetable puts into exactly one year, and the year the measure's own text gives for the same act."""
    by_name = {number_of(entry.norm)[1]: entry for entry in reversed(found.entries)}
    by_title = {number_of(entry.norm): entry for entry in reversed(found.entries)}
    for row in rows:
        title = number_of(normalised(row.title))
        entry = by_title.get(title) or by_name.get(title[1])
        for year, text in row.entries.items() if entry else ():
            match = _ACT.match(normalised(text))
            once = sum(normalised(text) == normalised(other) for other in row.entries.values()) == 1
            for said, at in _said(entry.texts, match["object"], match["act"]) if entry and match and once else ():
                subject = f"{entry.title if entry else ''} {text}"
                yield StatedValue(subject=subject, value=f"{year}年度", at=row.at)
                yield StatedValue(subject=subject, value=f"{said}年度", at=at)


def _said(texts: list[Statement], thing: str, act: str) -> Iterator[tuple[int, Passage]]:
    """Years that a clause with exactly this object and act names as its time."""
    for statement in texts:
        if statement.form == "row" or not statement.years or thing not in statement.norm:
            continue
        for clause in statement.norm.split("、"):
            found = moments(clause)
            if (
                len(found) == 1
                and thing in clause
                and act in clause
                and _SAME_DEADLINE.match(clause[found[0].end :])
                and found[0].start <= clause.index(thing) + len(thing) + 12
            ):
                yield found[0].fiscal_year, statement.passage
