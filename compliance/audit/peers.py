"""Whom to learn from: for each requirement the passages of municipalities that meet it, the nearest in kind and size first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from compliance.assessment import Assessment, Evidence
from compliance.audit.result import AuditedPlan

SHOWN = 3
"""Passages of peers for one gap."""
_FIRM = ("done", "doing", "committed")


@dataclass(frozen=True, slots=True)
class Peer:
    """A municipality that meets a requirement, and the passage that shows it."""

    name: str
    kind: str | None
    band: str | None
    evidence: Evidence


def peers_of(assessed: Iterable[tuple[AuditedPlan, Assessment]]) -> dict[str, list[Peer]]:
    """Requirement -> those that meet it beyond doubt, by a quote that acts."""
    found: dict[str, list[Peer]] = defaultdict(list)
    for plan, assessment in assessed:
        for finding in assessment.requirements:
            if finding.status == "satisfied" and not finding.needs_review:
                best = next((entry for entry in finding.evidence if entry.quote and entry.strength in _FIRM), None)
                if best:
                    found[finding.id].append(Peer(plan.name, plan.kind, plan.band, best))
    return dict(found)


def nearest(peers: Mapping[str, list[Peer]], id_: str, plan: AuditedPlan) -> list[Peer]:
    """Up to `SHOWN` peers for a gap of a plan: same kind and band, same kind, then others, by name."""
    own = [peer for peer in peers.get(id_, ()) if peer.name != plan.name]
    own.sort(key=lambda peer: (peer.kind != plan.kind, peer.band != plan.band, peer.name))
    return own[:SHOWN]
