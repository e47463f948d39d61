"""Where the rules' verdict and the likeness disagree most, a person is asked (`needs_review`).

The likeness tells which verdicts are the less sure ones: those it speaks against are asked about, but of each status no more
than a share, so that a plan in a style of its own is not asked about throughout. Figures: docs/accuracy.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from compliance.plan import Likeness, Plan

LEAST = {"missing": 1.0, "partial": -2.0, "satisfied": -2.0}
"""Status -> the log odds from which the likeness speaks against a verdict. Found on plans the model had not learned from."""
MOST = {"missing": 0.35, "partial": 0.2, "satisfied": 0.11}
"""Status -> the share of its verdicts that a person is asked about at most, those first that it speaks against most."""
REASONS = {
    "missing": "基準の語は揃いませんが、記載のある例に近いことを言う箇所があります",
    "partial": "一部の記載としましたが、全ての記載がある例に近いことを言う箇所があります",
    "satisfied": "基準の語は揃っていますが、記載のある例とは言うことが離れています",
}
"""Status -> why a person is asked."""


def doubts(plan: Plan, statuses: Mapping[str, str]) -> dict[str, Likeness]:
    """Requirement -> the likeness that speaks against its status, for those a person is asked about.

    `statuses`: requirement -> status, of all requirements that apply.
    """
    known = {likeness.requirement: likeness for likeness in plan.likenesses}
    found: dict[str, Likeness] = {}
    for status, most in MOST.items():
        own = [known[id_] for id_, given in statuses.items() if given == status and id_ in known]
        own.sort(key=lambda likeness: (-_against(status, likeness), likeness.requirement))
        found.update(
            (likeness.requirement, likeness)
            for likeness in own[: round(most * len(own))]
            if _against(status, likeness) >= LEAST[status]
        )
    return found


def _against(status: str, likeness: Likeness) -> float:
    """How much the likeness speaks against a status; which of the two models does, was found by the figures."""
    if status == "missing":
        return likeness.present
    return likeness.satisfied - likeness.present if status == "partial" else -likeness.satisfied
