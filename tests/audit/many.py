"""An audit of as many municipalities as one likes, drawn by chance, the same on every run: for pages and books that must hold them all."""

from __future__ import annotations

import random

from compliance.assessment import Evidence
from compliance.audit.peers import Peer
from compliance.audit.result import Audit, AuditedPlan, AuditedRequirement
from compliance.rules.loading import national_rules

KINDS, BANDS = ("市", "町", "村"), ("大", "中", "小")


def audit_of_many(number: int) -> tuple[Audit, dict[str, list[Peer]]]:
    """The audit, and for each requirement three peers that meet it. Every tenth municipality has handed in nothing."""
    draw = random.Random(number)
    rules = national_rules()
    edition = rules.editions["4.0"]
    requirements = [
        AuditedRequirement(id=id_, topic=rule.topic, title=rule.title, obligation=edition.requirements[id_].obligation)
        for id_, rule in rules.requirements.items()
    ]
    plans = []
    for at in range(number):
        name, kind, band = f"見本{at + 1:04}{KINDS[at % 3]}", KINDS[at % 3], BANDS[at // 3 % 3]
        if at % 10 == 9:
            plans.append(AuditedPlan(name=name, kind=kind, band=band, state="not_submitted"))
            continue
        statuses = {entry.id: draw.choice(("satisfied", "partial", "missing")) for entry in requirements}
        checks = {id_: draw.choice(("raised", "clear", "not_assessable")) for id_ in rules.cross_checks}
        plans.append(
            AuditedPlan(
                name=name,
                code=f"{at + 1:06}",
                kind=kind,
                band=band,
                state="assessed",
                report=f"reports/{name}.html",
                edition="4.0",
                adopted="2025-03",
                statuses=statuses,
                checks=checks,
                failing=[id_ for id_, status in statuses.items() if status == "missing"],
            )
        )
    evidence = Evidence(quote="全ての課で在宅勤務を行います。", line=12, page=3, section="具体的な取組")
    peers = {
        entry.id: [Peer(plan.name, plan.kind, plan.band, evidence) for plan in plans[:3]] for entry in requirements
    }
    audit = Audit(
        tool="0",
        rules="0",
        as_of="2026-11-20",
        edition="4.0",
        requirements=requirements,
        cross_checks={id_: check.title for id_, check in rules.cross_checks.items()},
        plans=plans,
    )
    return audit, peers
