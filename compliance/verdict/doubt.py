"""Where the vocabulary's verdict and the likeness of wordings disagree most, a person is asked (`needs_review`).

The likeness tells which verdicts of a plan are the less sure ones, not how sure each is: plans differ in style, and the
log odds with them. So of the verdicts of each status a share is asked about, those it speaks against most. Figures with
and without: docs/accuracy.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from compliance.plan import Likeness, Plan

SHARES = {"missing": 0.27, "partial": 0.18, "satisfied": 0.15}
"""Status -> the share of its verdicts that a person is asked about: most where a wrong one would accuse."""
LEAST = {"missing": -3.0, "partial": -1.5, "satisfied": 0.0}
"""Status -> the log odds below which nothing speaks against a verdict, however few there are."""
REASONS = {
    "missing": "基準の語は読み取れませんが、記載のある例に近い言い方の箇所があります",
    "partial": "一部の記載としましたが、全ての記載がある例に近い言い方の箇所があります",
    "satisfied": "基準の語は揃っていますが、記載のある例とは言い方が離れています",
}
"""Status -> why a person is asked."""


def doubts(plan: Plan, statuses: Mapping[str, str]) -> dict[str, Likeness]:
    """Requirement -> the likeness that speaks against its status, for those a person is asked about.

    `statuses`: requirement -> status, of all requirements that apply.
    """
    known = {likeness.requirement: likeness for likeness in plan.likenesses}
    found: dict[str, Likeness] = {}
    for status, share in SHARES.items():
        own = [known[id_] for id_, given in statuses.items() if given == status and id_ in known]
        own.sort(key=lambda likeness: (-_against(status, likeness), likeness.requirement))
        found.update(
            (likeness.requirement, likeness)
            for likeness in own[: round(share * len(own))]
            if _against(status, likeness) >= LEAST[status]
        )
    return found


def _against(status: str, likeness: Likeness) -> float:
    """How much the likeness speaks against a status; which of the two models does, was found by the figures."""
    if status == "missing":
        return likeness.present
    return likeness.satisfied - likeness.present if status == "partial" else -likeness.satisfied
