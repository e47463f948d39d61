"""Comparisons of the timetable with the plan's period and with the measures of its text."""

from __future__ import annotations

from compliance.facts.comparisons.comparison import Case, Comparison, listed, unknown
from compliance.japanese.normalise import normalise
from compliance.japanese.titles import TitleIndex, content_words, number_of
from compliance.plan import Measure, TimetableRow


def timetable_coverage(case: Case) -> Comparison:
    """A fiscal year of the plan's period has no column (CON-06); 以降 covers all that follow."""
    timetable, period = case.plan.timetable, case.plan.period
    if timetable is None or not timetable.rows:
        return unknown("工程表が確認できません")
    if not timetable.fiscal_years:
        return unknown("工程表が年度に対応していません", timetable.at)
    if period.start_fy is None or period.end_fy is None:
        return unknown("計画期間の始期と終期が確認できません")
    last = max(timetable.fiscal_years)
    without = [
        year
        for year in range(period.start_fy, period.end_fy + 1)
        if year not in timetable.fiscal_years and not (timetable.open_end and year > last)
    ]
    parts = {
        "years": "、".join(f"{year}年度" for year in without),
        "period": f"{period.start_fy}年度〜{period.end_fy}年度",
    }
    return Comparison("raised" if without else "clear", parts, [*timetable.at, *period.at])


def missing_in_timetable(case: Case) -> Comparison:
    """A measure of the text has no row, under its number, its name or another wording of it (CON-10)."""
    timetable, measures = case.plan.timetable, case.plan.measures
    if timetable is None or not timetable.rows:
        return unknown("工程表が確認できません")
    if not measures:
        return unknown("番号や見出しを付けた施策が確認できません")
    if not timetable.by_measure:
        return unknown("工程表が施策単位ではありません", timetable.at)
    rows = _Rows(timetable.rows)
    left_out = [measure for measure in measures if not measure.scheduled and not rows.has(measure)]
    return Comparison(
        "raised" if left_out else "clear",
        {"measures": listed([measure.title for measure in left_out])},
        [*(measure.at for measure in left_out[:4]), *timetable.at] if left_out else timetable.at,
    )


_NUMBERED = 0.8
"""Share of rows from which the numbers of measures tell the rows apart."""


class _Rows:
    """The rows of the timetable, to be asked for measures."""

    def __init__(self, rows: list[TimetableRow]) -> None:
        titles = [normalise(row.title) for row in rows]
        self._titles = TitleIndex(titles)
        self._numbers = {number for title in titles if "-" in (number := number_of(title)[0] or "")}
        self._numbered = len(self._numbers) >= _NUMBERED * len(set(titles))
        self._names = "\n".join(titles)
        self._entries = [normalise(" ".join(row.entries.values())) for row in rows]

    def has(self, measure: Measure) -> bool:
        """Where the rows bear numbers, a measure of another number must be called the same. Else a row is called the same, shares
        a word that says what it is about, or has all of them among its entries."""
        title = normalise(measure.title)
        words = content_words(title)
        if self._numbered and "-" in (measure.number or "") and measure.number not in self._numbers:
            return self._titles.find(title) is not None or (bool(words) and all(word in self._names for word in words))
        if not words or self._titles.find(title) is not None or any(word in self._names for word in words):
            return True
        return any(all(word in entries for word in words) for entries in self._entries)


def missing_in_text(case: Case) -> Comparison:
    """A row of the timetable is nowhere spoken of in the text (CON-11)."""
    timetable = case.plan.timetable
    if timetable is None or not timetable.rows:
        return unknown("工程表が確認できません")
    if not case.plan.measures:
        return unknown("施策の説明が工程表と別には確認できません", timetable.at)
    alone = [row for row in timetable.rows if not row.described]
    if alone and not timetable.by_measure:  # what such a row names may be less than a measure
        return unknown("工程表が施策単位ではありません", timetable.at)
    return Comparison(
        "raised" if alone else "clear",
        {"rows": listed([row.title for row in alone])},
        [row.at for row in alone] or timetable.at,
    )
