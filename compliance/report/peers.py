"""What peers say about a gap, in words: name, place, quote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from compliance.audit.peers import Peer, nearest
from compliance.audit.result import AuditedPlan
from compliance.report.harmless import harmless, plain
from compliance.report.places import where
from compliance.report.words import Words


def harmless_peers(peers: Mapping[str, list[Peer]]) -> dict[str, list[Peer]]:
    """The peers with quotes that can do nothing to whoever shows them."""
    return {
        id_: [replace(peer, name=plain(peer.name), evidence=harmless(peer.evidence)) for peer in own]
        for id_, own in peers.items()
    }


def told(peers: Mapping[str, list[Peer]], id_: str, plan: AuditedPlan, words: Words) -> list[str]:
    """A line for each of the nearest (harmless) peers that meet a requirement."""
    return [
        f"{peer.name} {where(peer.evidence, words)}: 「{peer.evidence.quote}」" for peer in nearest(peers, id_, plan)
    ]
