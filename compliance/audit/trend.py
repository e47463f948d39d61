"""Several audits, oldest first -> how the share that meets each requirement and topic has moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.audit.result import Audit

_APPLIES = ("satisfied", "partial", "missing")


@dataclass(frozen=True, slots=True)
class Line:
    """A requirement or topic: its id, its title (of a topic: its letters), and its share in each audit; None where it
    applied to nobody."""

    id: str
    title: str
    shares: tuple[float | None, ...]


def trend_of(audits: Sequence[Audit]) -> tuple[list[Line], list[Line]]:
    """(topics, requirements), in the order of the newest audit."""
    newest = audits[-1].requirements
    requirements = [
        Line(entry.id, entry.title, tuple(_share(audit, (entry.id,)) for audit in audits)) for entry in newest
    ]
    topics = [
        Line(topic, topic, tuple(_share(audit, tuple(e.id for e in newest if e.topic == topic)) for audit in audits))
        for topic in dict.fromkeys(entry.topic for entry in newest)
    ]
    return topics, requirements


def _share(audit: Audit, ids: Sequence[str]) -> float | None:
    judged = [plan.statuses[id_] for plan in audit.plans for id_ in ids if plan.statuses.get(id_) in _APPLIES]
    return round(judged.count("satisfied") / len(judged), 4) if judged else None
