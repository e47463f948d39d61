"""Whom to learn from: for each requirement the passages of municipalities that meet it, the nearest in kind and size first."""

from __future__ import annotations

from collections import Counter, defaultdict
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
    """Requirement -> those that meet it beyond doubt, by a quote that acts: of each kind and band the first few, as many as a gap
    can show."""
    found: dict[str, list[Peer]] = defaultdict(list)
    known: Counter[tuple[str, str | None, str | None]] = Counter()
    for plan, assessment in assessed:
        for finding in assessment.requirements:
            group = (finding.id, plan.kind, plan.band)
            if finding.status == "satisfied" and not finding.needs_review and known[group] <= SHOWN:
                best = next((entry for entry in finding.evidence if entry.quote and entry.strength in _FIRM), None)
                if best:
                    known[group] += 1
                    found[finding.id].append(Peer(plan.name, plan.kind, plan.band, best))
    return dict(found)


def nearest(peers: Mapping[str, list[Peer]], id_: str, plan: AuditedPlan) -> list[Peer]:
    """Up to `SHOWN` peers for a gap of a plan: same kind and band, same kind, then others."""
    own = [peer for peer in peers.get(id_, ()) if peer.name != plan.name]
    own.sort(key=lambda peer: (peer.kind != plan.kind, peer.band != plan.band))
    return own[:SHOWN]
