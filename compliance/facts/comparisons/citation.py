"""Comparisons of the documents the plan builds on with what was in force when it was adopted."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from compliance.facts.comparisons.comparison import Case, Comparison, effective_day, effective_text, listed, unknown
from compliance.plan import Citation, PriorityList
from compliance.rules.reference import NationalVersion, Reference


def edition_outdated(case: Case) -> Comparison:
    """The plan builds on an older edition than the newest one of some days before its adoption (CON-02, CON-13). What is told of
    editions without building on one is not assessable, or as the parameter `without_basis` says (`clear`)."""
    key, days = case.parameters["document"], int(case.parameters["days_before"])
    dated = [
        (published, citation)
        for citation in case.plan.citations
        if citation.document == key and (published := _published(citation, case.reference, key))
    ]
    own = [
        citation
        for citation in case.plan.citations
        if citation.document == key and citation.role == "basis" and citation.actor == "own"
    ]
    cited = {published: citation for published, citation in dated if any(citation is one for one in own)}
    day = effective_day(case.plan)
    if not own and dated and case.parameters.get("without_basis") == "clear":
        last, citation = max(dated, key=lambda pair: pair[0])
        return Comparison("clear", {"used": _label(citation, last, _editions(case.reference, key))}, [citation.at])
    if not own:
        return unknown("準拠するとした記載が確認できません" + ("(経緯や資料としての言及だけです)" if dated else ""))
    if not cited:
        return unknown("準拠する版や年月が特定できません", [citation.at for citation in own[:2]])
    if day is None:
        return unknown("計画の策定(改定)日が年月まで確認できません", [citation.at for citation in cited.values()])
    editions = _editions(case.reference, key)
    newest = max((edition for edition in editions if edition <= day - timedelta(days=days)), default=date.min)
    used = max(cited)
    # A plan that names its basis by the date of the first version may tell elsewhere of the version in force.
    told_newer = not cited[used].edition and any(published >= newest for published, _ in dated)
    parts = {
        "adopted": effective_text(case.plan),
        "used": _label(cited[used], used, editions),
        "newest": editions.get(newest, ""),
    }
    return Comparison("raised" if used < newest and not told_newer else "clear", parts, [cited[used].at])


def _editions(reference: Reference, key: str) -> dict[date, str]:
    """Day of publication -> name of the edition; drafts are none; a month counts as its first day."""
    if key == "security_guideline":
        return {
            _first_day(edition.edition): f"{edition.edition[:4]}年{int(edition.edition[5:7])}月版"
            for edition in reference.security_guideline
        }
    return {
        version.published: f"第{version.version}版" for version in reference.national_plan.versions if not version.draft
    }


def _published(citation: Citation, reference: Reference, key: str) -> date | None:
    """The day the cited edition was published: by its number, or by a date given to the month."""
    if key != "security_guideline" and citation.edition in reference.versions:
        return reference.versions[citation.edition].published
    if citation.date is None or len(citation.date) < 7:
        return None
    if key == "security_guideline":
        return _first_day(citation.date)
    version = reference.version_at(citation.date)
    return reference.versions[version].published if version else None


def _first_day(day: str) -> date:
    return date(int(day[:4]), int(day[5:7]), 1)


def _label(citation: Citation, used: date, editions: dict[date, str]) -> str:
    if citation.edition:
        return f"第{citation.edition}版"
    return editions.get(used) or f"{used.year}年{used.month}月の版"


# --- documents that have ended --------------------------------------------------------------------------------------


def superseded_document(case: Case) -> Comparison:
    """What had ended is given as a basis or as what the nation does now, without a note (CON-03)."""
    ended = {entry.document: entry for entry in case.reference.superseded if entry.ended}
    cited = [citation for citation in case.plan.citations if citation.document in ended]
    noted = {citation.document for citation in cited if citation.role == "note"}
    basis = [citation for citation in cited if citation.role == "basis" and citation.document not in noted]
    if not cited:
        return Comparison("clear", {"documents": ""})
    day = effective_day(case.plan)
    if day is None and basis:
        return unknown("計画の策定(改定)日が確認できません", [citation.at for citation in basis[:2]])
    stale = [
        citation
        for citation in basis
        if day is not None and _last_day(ended[citation.document].ended or "9999-12") < day
    ]
    names = dict.fromkeys(
        f"「{case.reference.documents[citation.document].title}」(後継: {ended[citation.document].successor})"
        for citation in stale
    )
    parts = {"documents": "、".join(names), "adopted": effective_text(case.plan)}
    return Comparison("raised" if stale else "clear", parts, [citation.at for citation in stale or cited[:2]])


def _last_day(day: str) -> date:
    year, month = int(day[:4]), int(day[5:7])
    return date(year, month, int(day[8:10]) if len(day) == 10 else calendar.monthrange(year, month)[1])


# --- the national plan's priorities ---------------------------------------------------------------------------------


def priorities_mismatch(case: Case) -> Comparison:
    """The listed priorities are not those of the version the plan cites (CON-16)."""
    lists = case.plan.priorities
    if not lists:
        return unknown("重点取組事項の列挙が確認できません")
    basis = _basis_version(case)
    known = [
        (entry, version) for entry in lists if (version := case.reference.versions.get(entry.edition or basis or ""))
    ]
    if not known and not any(entry.own for entry in lists):
        return unknown("引用した自治体DX推進計画の版が特定できません", lists[0].at[:1])
    wrong = [
        (entry, version) for entry, version in known if not entry.own and not _fits(entry, version, case.reference)
    ]
    if not wrong:
        return Comparison("clear", {"version": known[0][1].version if known else ""}, lists[0].at[:1])
    entry, version = wrong[0]
    parts = {
        "version": version.version,
        "items": listed(entry.items, 8),
        "expected": listed(_titles(version, case.reference), 8),
    }
    return Comparison("raised", parts, entry.at, "note" if version.unverified else None)


def _basis_version(case: Case) -> str | None:
    """The newest version the plan itself builds on."""
    key = case.parameters["document"]
    days = [
        day
        for citation in case.plan.citations
        if citation.document == key
        and citation.role == "basis"
        and citation.actor == "own"
        and (day := _published(citation, case.reference, key))
    ]
    return next(
        (
            version.version
            for version in case.reference.national_plan.versions
            if days and version.published == max(days)
        ),
        None,
    )


def _fits(entry: PriorityList, version: NationalVersion, reference: Reference) -> bool:
    """The same themes, whatever the wording; 標準化 and 共通化 are one item up to version 4.0."""
    found = [
        frozenset(
            key
            for key, theme in reference.national_plan.themes.items()
            if any(word in item.lower() for word in theme.words)
        )
        for item in entry.items
    ]
    named, wanted = set().union(*found), set(version.priorities)
    if version.items != 8:
        named, wanted = named - {"commons"}, wanted - {"commons"}
    extra = sum(not themes for themes in found)
    return named == wanted and (not extra or version.items is None or len(entry.items) <= version.items)


def _titles(version: NationalVersion, reference: Reference) -> list[str]:
    return [reference.national_plan.themes[key].title for key in version.priorities]
