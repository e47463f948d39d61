"""Comparisons about the standardisation of systems: late migration without a reason, a number that is not 20."""

from __future__ import annotations

from compliance.facts.comparisons.comparison import Case, Comparison, unknown


def deadline_unexplained(case: Case) -> Comparison:
    """Migration ends after the national limit and nowhere the plan tells why (CON-04)."""
    limit = int(case.parameters["limit_fy"])
    ends = [deadline for deadline in case.plan.deadlines if deadline.subject == case.parameters["subject"]]
    if not ends:
        return unknown("標準準拠システムへの移行完了時期が確認できません")
    late = [deadline for deadline in ends if deadline.fiscal_year > limit]
    unexplained = [deadline for deadline in late if not deadline.excused]
    parts = {
        "years": "、".join(f"{year}年度" for year in sorted({deadline.fiscal_year for deadline in unexplained})),
        "limit": str(limit),
    }
    return Comparison(
        "raised" if unexplained else "clear", parts, [deadline.at for deadline in unexplained or late or ends[:1]]
    )


def count_mismatch(case: Case) -> Comparison:
    """A number of systems other than 20, or a complete list that is not 20 long, without a reason (CON-05)."""
    systems, expected = case.plan.systems, int(case.parameters["expected"])
    if case.plan.kind == "prefecture":
        return unknown("都道府県の計画であるため対象外です")
    listed = systems.exhaustive and bool(systems.names)
    if systems.count is None and not listed and systems.retold is not None:
        adopted = case.plan.revised or case.plan.adopted or ""
        outdated = systems.retold != expected and adopted > str(case.parameters["expected_since"])
        if outdated or systems.retold == expected:
            parts = {"number": str(systems.retold), "expected": str(expected)}
            return Comparison("raised" if outdated else "clear", parts, systems.at)
    if systems.count is None and not listed:
        return unknown("標準化の対象業務の数も、網羅した一覧も確認できません", systems.at)
    number = systems.count if systems.count is not None else len(systems.names)
    differs = number != expected and not systems.explained
    return Comparison("raised" if differs else "clear", {"number": str(number), "expected": str(expected)}, systems.at)
