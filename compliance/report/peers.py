"""What peers say about a gap, in words: name, place, quote."""

from __future__ import annotations

from collections.abc import Mapping

from compliance.audit.peers import Peer, nearest
from compliance.audit.result import AuditedPlan
from compliance.report.harmless import harmless
from compliance.report.places import where
from compliance.report.words import Words


def told(peers: Mapping[str, list[Peer]], id_: str, plan: AuditedPlan, words: Words) -> list[str]:
    """A line for each of the nearest peers that meet a requirement."""
    return [
        f"{peer.name} {where(entry, words)}: 「{entry.quote}」"
        for peer in nearest(peers, id_, plan)
        for entry in [harmless(peer.evidence)]
    ]
