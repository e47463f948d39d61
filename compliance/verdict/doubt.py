"""Where the rules' verdict and the likeness disagree most, a person is asked (`needs_review`).

The likeness tells which verdicts are the less sure ones: those it speaks against are asked about, but of each status no more
than a share, so that a plan in a style of its own is not asked about throughout. Figures: docs/accuracy.md.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from compliance.plan import Likeness, Plan

LEAST = {"missing": 1.0, "partial": -1.0, "satisfied": -1.5}
"""Status -> the log odds from which the likeness speaks against a verdict. Found on plans the model had not learned from."""
MOST = {"missing": 0.5, "partial": 0.25, "satisfied": 0.15}
"""Status -> the share of its verdicts that a person is asked about at most, those first that it speaks against most."""
LEAST_OF_DUTIES = 2.0
"""The same for what is missing of a statutory duty: what is asked about fails no gate, and such a duty is not to be missed."""
REASONS = {
    "missing": "基準の語は揃いませんが、記載のある例に近いことを言う箇所があります",
    "partial": "一部の記載としましたが、記載のある例とは言うことが離れています",
    "satisfied": "基準の語は揃っていますが、記載のある例とは言うことが離れています",
}
"""Status -> why a person is asked."""


def doubts(
    plan: Plan,
    statuses: Mapping[str, str],
    evidence: Mapping[str, Sequence[Sequence[tuple[float, float]]]],
    duties: Collection[str] = (),
) -> dict[str, Likeness]:
    """Requirement -> the likeness that speaks against its status, for those a person is asked about.

    `statuses`: requirement -> status, of all requirements that apply. `evidence`: requirement -> for each part that holds, the
    likenesses (present, satisfied) of what it rests on. `duties`: the requirements that are a statutory duty.
    """
    known = {likeness.requirement: likeness for likeness in plan.likenesses}
    found: dict[str, Likeness] = {}
    for status, most in MOST.items():
        against = {
            id_: _against(status, known[id_], evidence.get(id_, ()))
            for id_, given in statuses.items()
            if given == status and id_ in known
        }
        least = {id_: LEAST_OF_DUTIES if status == "missing" and id_ in duties else LEAST[status] for id_ in against}
        own = sorted(against, key=lambda id_: (-against[id_], id_))
        found.update((id_, known[id_]) for id_ in own[: round(most * len(own))] if against[id_] >= least[id_])
    return found


def _against(status: str, anywhere: Likeness, parts: Sequence[Sequence[tuple[float, float]]]) -> float:
    """How much the likeness speaks against a status: of what is missing, the likest passage of the plan; of what is not, the
    likest of those it rests on (of satisfied ones, of the part that has the least)."""
    if status == "missing":
        return anywhere.present
    held = [part for part in parts if part]
    if status == "partial":
        return -max((present for part in held for present, _ in part), default=anywhere.present)
    return -min((max(satisfied for _, satisfied in part) for part in held), default=anywhere.satisfied)
