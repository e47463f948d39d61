"""How shares have moved over several audits: a table of plain text, and a page with a small chart in each row."""

from __future__ import annotations

from collections.abc import Sequence

from compliance.audit.result import Audit
from compliance.audit.trend import Line, trend_of
from compliance.report.harmless import harmless
from compliance.report.templates import fill
from compliance.report.width import cell_len
from compliance.report.words import words_for

WIDTH, HEIGHT = 160, 36
"""Pixels of a chart."""


def text(audits: Sequence[Audit], lang: str) -> str:
    """The table; a share that applies to nobody is a dash."""
    words = words_for(lang)
    topics, requirements = trend_of(audits)
    lines = [words["trend_title"], _row("", [audit.as_of for audit in audits])]
    for title, own in ((words["topic"], topics), (words["requirement"], requirements)):
        lines += ["", f"■ {title}"]
        lines += [_row(_name(line, words), [_percent(share) for share in line.shares]) for line in own]
    return "\n".join([*lines, "", words["trend_note"]]) + "\n"


def page(audits: Sequence[Audit], lang: str) -> str:
    """The page; the same audits give the same bytes."""
    words = words_for(lang)
    topics, requirements = trend_of([harmless(audit) for audit in audits])
    return fill(
        "trend.html",
        words=words,
        lang=lang,
        dates=[audit.as_of for audit in audits],
        groups=[(words["topic"], topics), (words["requirement"], requirements)],
        name=lambda line: _name(line, words),
        percent=_percent,
        points=_points,
        width=WIDTH,
        height=HEIGHT,
    )


def _name(line: Line, words: object) -> str:
    topic = line.id == line.title
    return f"{line.id} {words.topic(line.id) if topic else line.title}"  # type: ignore[attr-defined]


def _row(name: str, cells: Sequence[str]) -> str:
    return name + " " * max(1, 56 - cell_len(name)) + "".join(f"{cell:>12}" for cell in cells)


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{share:.0%}"


def _points(line: Line) -> str:
    """The line of a chart as points of an SVG polyline."""
    step = WIDTH / max(len(line.shares) - 1, 1)
    known = [(index, share) for index, share in enumerate(line.shares) if share is not None]
    return " ".join(f"{index * step:.1f},{(1 - share) * (HEIGHT - 4) + 2:.1f}" for index, share in known)
