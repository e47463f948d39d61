"""How examples were judged: agreement, recall per status and near misses turned away, per requirement and over all."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.examples import Judged

STATUSES = ("satisfied", "partial", "missing")


def share(judged: Sequence[Judged]) -> float:
    """The share of examples that got their own status; 1 when there is none."""
    return sum(entry.got == entry.example.status for entry in judged) / len(judged) if judged else 1.0


def render(judged: Sequence[Judged]) -> str:
    """A line for each requirement, the examples that differ, and the figures over all."""
    lines = [f"{'':8} {'一致':>6} {'記載あり':>8} {'一部':>8} {'一部以上':>8} {'除外':>8}"]
    for id_ in dict.fromkeys(entry.example.id for entry in judged):
        own = [entry for entry in judged if entry.example.id == id_]
        lines.append(_line(id_, own))
        lines.extend(
            f"    {entry.example.status} → {entry.got}: {entry.example.text}"
            for entry in own
            if entry.got != entry.example.status
        )
    lines.append(_line("全体", judged))
    return "\n".join(lines) + "\n"


def _line(name: str, judged: Sequence[Judged]) -> str:
    recalls = [_recall(judged, status, (status,)) for status in STATUSES]
    better = _recall(judged, "partial", ("partial", "satisfied"))
    return f"{name:8} {share(judged):8.3f} {recalls[0]} {recalls[1]} {better} {recalls[2]}"


def _recall(judged: Sequence[Judged], status: str, accepted: tuple[str, ...]) -> str:
    own = [entry for entry in judged if entry.example.status == status]
    found = sum(entry.got in accepted for entry in own)
    return f"{found:>4}/{len(own):<4}"
