"""The dashboard of an audit: one page that opens from its folder; each municipality's report lies beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from compliance.assessment import OBLIGATIONS
from compliance.audit.peers import SHOWN, Peer
from compliance.audit.result import Audit
from compliance.report.harmless import harmless
from compliance.report.places import where
from compliance.report.templates import fill
from compliance.report.words import words_for

LETTER = {"satisfied": "s", "partial": "p", "missing": "m", "not_applicable": "n", "waived": "w", "unread": "u"}
"""A status in the page's data: one letter, so that 1,741 plans stay small."""


def render(audit: Audit, peers: Mapping[str, list[Peer]], lang: str) -> str:
    """The page; the same audit gives the same bytes."""
    words = words_for(lang)
    audit = harmless(audit)
    changes = {change.name: change for change in audit.changes}
    data: dict[str, Any] = {
        "requirements": [[entry.id, entry.topic, entry.title, entry.obligation] for entry in audit.requirements],
        "plans": [
            {
                "name": plan.name,
                "kind": words[plan.kind] if plan.kind in ("municipality", "prefecture") else plan.kind or "",
                "band": plan.band or "",
                "state": plan.state,
                "why": plan.why or "",
                "report": plan.report or "",
                "edition": plan.edition or "",
                "failing": len(plan.failing),
                "review": len(plan.review),
                "met": changes[plan.name].met if plan.name in changes else [],
                "lost": changes[plan.name].lost if plan.name in changes else [],
                "asked": changes[plan.name].asked if plan.name in changes else [],
                "statuses": "".join(LETTER.get(plan.statuses.get(entry.id, ""), "-") for entry in audit.requirements),
            }
            for plan in audit.plans
        ],
        "examples": {
            id_: [[peer.name, where(peer.evidence, words), peer.evidence.quote] for peer in own[:SHOWN]]
            for id_, own in sorted(peers.items())
        },
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return fill(
        "audit.html",
        audit=audit,
        words=words,
        lang=lang,
        data=text.replace("<", "\\u003c").replace("\u2028", "").replace("\u2029", ""),
        topics=list(dict.fromkeys(entry.topic for entry in audit.requirements)),
        kinds=sorted({plan["kind"] for plan in data["plans"] if plan["kind"]}),
        bands=sorted({plan["band"] for plan in data["plans"] if plan["band"]}),
        obligations=OBLIGATIONS,
        states={
            state: sum(plan.state == state for plan in audit.plans) for state in ("assessed", "unread", "not_submitted")
        },
    )
