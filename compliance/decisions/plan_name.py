"""Which plan a decision is about: by municipality, title or file name."""

from __future__ import annotations

from compliance.assessment import AssessedPlan


def plan_name(plan: AssessedPlan) -> str:
    """The name decisions are kept under: the municipality, where the plan names one."""
    return plan.municipality or plan.title or plan.source


def concerns(name: str, plan: AssessedPlan) -> bool:
    """Whether a decision's `plan` means this plan."""
    return name in {plan.municipality, plan.title, plan.source, plan.source.rsplit(".", 1)[0]} - {None}
