"""Statements and timetable rows -> the plan's own deadlines, and when its migration to standard systems ends.

The subject of a migration deadline is `MIGRATION`; other subjects are the title of the measure, or the sentence's head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from compliance.extract.measures import Inventory
from compliance.extract.moments import Moment, moments
from compliance.extract.statements import Statement
from compliance.extract.tables import Table, cell, columns
from compliance.extract.timetable import is_timetable
from compliance.plan import Deadline, Indicator

MIGRATION = "標準準拠システムへの移行"
KPI = "指標: "
_BY = re.compile(
    r"^(?:年度|年)?(?:の)?(?:末|中|内|上期|下期|前半|後半|第[1-4]四半期|頃|中旬|下旬|"
    r"上旬)?(?:\([^)]{0,20}\))?(?:まで(?!の|を|が|と[しす]|は、?毎)に?は?|迄に?|を(?:目途|めど|目標|"
    r"期限)(?:に|と)|中に|内に|末に)(?!至|かけ)"
)
_IN = re.compile(
    r"^(?:の)?(?:末|中|内|上期|下期|第[1-4]四半期|頃)?に(?!は?(?:おけ|おいて|比べ|対し|関す|実施した|"
    r"策定した|制定|公布|施行|開始した|設置した|行った)|かけ|向け)"
)
_FROM = re.compile(r"^(?:\d{1,2}日)?から[^。]*予定(?:です|である|としている|としています)?。?$")
_GAP = re.compile(r"「[^」]*」|『[^』]*』|\([^()]*\)")
_EXCUSED = re.compile(
    r"長期|中長期|参考|国の(?:目標|計画|方針|期限|工程|示す|定め)|国が|将来|展望|見込まれ|予測|"
    r"推計|次期|計画期間後|計画終了後|期間終了後|最終的|sdgs|持続可能な開発|"
    r"総合計画|基本構想|人口|高齢|2040|2045|2050|耐用|更新時期|満了|有効期|契約|法定|施行|"
    r"末の値|の値で|時点の|末現在|末時点|実績値|現状値|"
    r"義務|任期|継続中|引き続き|開始以来|計画期間を超え|期間を超え"
)
_PAST = re.compile(r"(?:た|ました|ている|ています|ており|済み?|済)[。」)]*$")
_DONE = frozenset(("done", "doing"))
_SAID = frozenset(("committed", "aimed", "done", "doing", "ended"))
_TOPIC = re.compile(
    r"標準準拠|標準化基準|標準仕様(?:書)?(?:の|へ|に準拠|に適合|に基づ)|(?:システム|基幹業務|基幹系)"
    r"[^、。|]{0,12}標準化|標準化[^、。|]{0,14}(?:システム|移行|対象)|標準システム|20業務"
)
_MIGRATION_HEADING = re.compile(
    r"標準準拠システム|標準化.*(?:システム|基幹|共通化)|(?:システム|基幹).*標準化|(?:基幹|住民情報)[^、。]{0,8}システム[^、。]{0,6}(?:入れ?替|移行|切り?替|載せ替)"
)
_MIGRATE = re.compile(
    r"移行|移り|移し(?:終|替|か)|稼働|切替|切り替|切換|入れ替え|入替え|載せ替え|乗り換え|乗換え|本番|カットオーバー|リリース|導入完了|標準化"
)
_AFTER = re.compile(
    r"移行後|稼働後|移行完了後|移行済|切替後|運用(?:管理|経費|保守)?|安定|最適化|共同利用|経費|"
    r"見直し|追加|検討|効果|準備|調査|分析|計画|作業|設計|テスト|試験|周辺|連携|契約|比較|フィット|"
    r"fit"
)
_ADNOMINAL = re.compile(r"[^、。]{0,25}(?:した|された|ました|済みの|ている)(?=[一-龥ァ-ヴa-z「])")
_OTHERS = re.compile(r"(?:^|、|。)(?:国|政府|総務省|デジタル庁|県)(?:は|では|が|も)")
_FINISHED = re.compile(
    r"移行(?:を)?(?:完了|終|済|し|する|予定|$|[(。、|])|移行$|完了|稼働|切替え?(?:$|[(。、])|"
    r"切り替え|載せ替え|本番|標準化(?:を|する|の)"
)
_OWN_PLACES = frozenset(("measure", "organisation", "vision", "kpi", "current"))
_CLOSES = re.compile(r"完了|終え|終わ|済ませ|完遂")
_SETS = re.compile(
    r"^の(?:移行|稼働|切替え)(?:完了)?を?(?:予定|目指|見込)|^(?:末|頃|中)?(?:と(?:する|します|し、)|"
    r"を予定|の予定|予定|完了|です|である|。|$)"
)
_FULL_LIMIT = 2100


def deadlines(
    statements: list[Statement],
    parts: list[Statement],
    all_tables: list[Table],
    found: Inventory,
    kpis: list[Indicator],
) -> list[Deadline]:
    """All deadlines of the plan's own, in reading order; migration deadlines and due years of KPIs among them. `parts`: the
    statements with the sentences in cells each for itself.

    A migration deadline is excused when the plan tells anywhere why systems are late.
    """
    result: list[Deadline] = []
    for statement in parts:
        prose = statement.form in ("sentence", "item") and statement.place in _OWN_PLACES
        if prose and statement.years and statement.actor == "own":
            result.extend(_of_sentence(statement, found))
    for table in all_tables:
        if table.place in _OWN_PLACES or table.place == "timetable":
            result.extend(_of_migration_rows(table, found))
    result.extend(_of_indicator(indicator) for indicator in kpis if indicator.fiscal_year)
    if delay_explained(statements):
        for deadline in result:
            deadline.excused = deadline.excused or deadline.subject == MIGRATION
    return result


def _of_indicator(indicator: Indicator) -> Deadline:
    year = indicator.fiscal_year or 0
    excused = _EXCUSED.search(indicator.at.quote or indicator.name) or "長期" in (indicator.at.section or "")
    return Deadline(
        subject=KPI + indicator.name,
        fiscal_year=year,
        end=date(year + 1, 3, 31),
        excused=bool(excused),
        at=indicator.at,
    )


def _of_sentence(statement: Statement, found: Inventory) -> Iterator[Deadline]:
    norm = statement.norm
    about_migration = _about_migration(statement)
    hidden = [match.span() for match in _GAP.finditer(norm)]
    strength = statement.clauses[-1].strength if statement.clauses else "mention"
    for moment in moments(norm, statement.own_years):
        bracket = next((norm[start] for start, end in hidden if start < moment.start and moment.end < end), "")
        if not _usable(moment) or bracket == "「" or (bracket and not about_migration):
            continue
        if about_migration and _names_time(statement, moment) and _migrates(norm, moment):
            yield _deadline(statement, moment, MIGRATION, strength, False)
        elif strength in _SAID and statement.place != "current" and _is_deadline(norm, moment):
            entry = found.of(statement)
            subject = entry.title if entry else norm[:40]
            yield _deadline(statement, moment, subject, strength, bool(_EXCUSED.search(norm)) or about_migration)


def _names_time(statement: Statement, moment: Moment) -> bool:
    """令和7年度に, 令和7年度までに, 移行完了:令和7年度; in a list item any time."""
    rest = statement.norm[moment.end :]
    said = _BY.match(rest) or _IN.match(rest) or _SETS.match(rest) or _colon(statement.norm, moment)
    return bool(said) or statement.form == "item"


def _is_deadline(norm: str, moment: Moment) -> bool:
    """〜までに or 〜から…予定, of what is still to do (not 〜までに導入した設備), in a clause that is not the nation's."""
    rest = norm[moment.end :]
    return (
        bool(_BY.match(rest) or _FROM.match(rest))
        and not _ADNOMINAL.match(rest)
        and not _OTHERS.search(_clause(norm, moment))
    )


def _clause(norm: str, moment: Moment) -> str:
    """What stands before the moment since the last predicate of its sentence."""
    before = norm[: moment.start]
    return before[
        max(before.rfind("。"), before.rfind("ており、"), before.rfind("ますが、"), before.rfind("が、")) + 1 :
    ]


def _usable(moment: Moment) -> bool:
    return 1989 <= moment.fiscal_year <= _FULL_LIMIT


def _colon(norm: str, moment: Moment) -> bool:
    """移行完了:令和7年度."""
    return norm[moment.start - 1 : moment.start] in (":", "|") or len(norm) - moment.end <= 4


def _deadline(statement: Statement, moment: Moment, subject: str, strength: str, excused: bool) -> Deadline:
    """`planned`: neither the sentence nor the clause of the moment (令和4年度までに廃止しており、…) tells what is done."""
    end = statement.norm.find("、", moment.end)
    clause = statement.norm[: end if end >= 0 else None]
    planned = strength not in _DONE and not _PAST.search(statement.norm) and not _PAST.search(clause)
    return Deadline(
        subject=subject,
        fiscal_year=moment.fiscal_year,
        end=moment.last_day,
        planned=planned,
        excused=excused,
        at=statement.passage,
    )


# --- migration to standard systems ----------------------------------------------------------------------------------


def _about_migration(statement: Statement) -> bool:
    norm = statement.norm
    if _TOPIC.search(norm):
        return True
    above = (*statement.block.headings[-2:], *statement.block.parents)
    return any(_MIGRATION_HEADING.search(heading) for heading in above) and bool(_MIGRATE.search(norm))


def _migrates(norm: str, moment: Moment) -> bool:
    """The clause of the year (or the whole of a short text) says that the migration ends, not that it begins."""
    begin = (
        max(norm.rfind("、", 0, moment.start), norm.rfind("。", 0, moment.start), norm.rfind("|", 0, moment.start)) + 1
    )
    ends = [
        at for at in (norm.find("、", moment.end), norm.find("。", moment.end), norm.find("|", moment.end)) if at >= 0
    ]
    clause = norm[begin : min(ends, default=len(norm))]
    text = clause if _MIGRATE.search(clause) else norm if _CLOSES.search(clause) else ""
    if re.match(r"(?:以降)?から|以降(?:の|も)", norm[moment.end :]):
        return False
    return bool(_MIGRATE.search(text)) and not _not_the_end(text)


def _not_the_end(text: str) -> bool:
    return bool(_AFTER.search(text)) and not re.search(
        r"完了|稼働(?!後)|移行し|移行を(?:終|行|完)|移行する|移行予定|標準化を", text
    )


def _of_migration_rows(table: Table, found: Inventory) -> Iterator[Deadline]:
    """Rows about the migration: the last year column in which it ends, or the dates of a table of tasks."""
    timed = is_timetable(table)
    heads = columns(table.header)
    section = any("標準化" in heading for heading in table.headings[-1:])
    for row in table.rows:
        if (
            not (_TOPIC.search(row.norm) or ("標準化" in row.norm and "システム" in row.norm) or section)
            or row.actor != "own"
        ):
            continue
        if timed:
            yield from _of_row(row, heads.years)
        elif section or _TOPIC.search(row.norm):
            head = "".join(table.header)
            if re.search(r"稼働|移行|時期|完了|予定", head):
                for moment in moments(row.norm):
                    if _usable(moment):
                        yield _deadline(
                            row, moment, MIGRATION, "committed" if "予定" in row.norm + head else "done", False
                        )


def _of_row(row: Statement, years: tuple[tuple[int, ...], ...]) -> Iterator[Deadline]:
    """Each year in whose column the migration ends. An arrow after it tells nothing sure: work may just go on."""
    for index in range(len(years)):
        entry = cell(row, index).replace("データ移行", "")
        if not years[index] or not entry:
            continue
        if _FINISHED.search(entry) and _MIGRATE.search(entry) and not _not_the_end(entry.split("(")[0]):
            year = years[index][-1]
            yield Deadline(
                subject=MIGRATION, fiscal_year=year, end=date(year + 1, 3, 31), planned=False, at=row.passage
            )


def delay_explained(statements: list[Statement]) -> bool:
    """Somewhere outside glossary, contents and national chapter the plan tells of systems that are late, or why."""
    return any(
        _EXPLAINS.search(statement.norm)
        for statement in statements
        if statement.place not in ("glossary", "contents", "national", "quotation")
        and not statement.norm.startswith(("国は", "国で", "国が", "国に", "政府", "総務省", "デジタル庁"))
        and (
            "特定移行" in statement.norm
            or _about_migration(statement)
            or ("移行" in statement.norm and _LATE.search(statement.norm))
            or any("標準化" in heading for heading in statement.block.headings[-2:])
        )
    )


_LATE = re.compile(r"移行[^。]{0,15}(?:困難|難し|遅れ|間に合わ|できな)|(?:困難|遅れ|間に合わ)[^。]{0,15}移行|期限内")
_EXPLAINS = re.compile(
    r"特定移行支援|移行困難|移行が(?:極めて)?(?:困難|難し|できな|間に合わ)|移行の(?:困難|難し)|"
    r"困難な(?:システム|業務)|期限の例外|例外的|経過措置|遅れ|遅延|延期|"
    r"(?:事業者|ベンダ|開発事業者|技術者|se)[^。]{0,20}(?:不足|事情|都合|逼迫|ひっ迫|対応が|体制|"
    r"リソース)|期限(?:内|まで)[^。]{0,15}(?:困難|難し|できな|間に合わ)|"
    r"ひっ迫|逼迫|先送り|後ろ倒し|再調整|令和8年度以降の移行となる理由"
)
