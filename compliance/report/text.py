"""The report in the terminal: summary per topic, gaps first by obligation, quotes with their place, remedies."""

from __future__ import annotations

import io
import os

from rich.cells import chop_cells
from rich.console import Console
from rich.table import Table
from rich.text import Text

from compliance.assessment import OBLIGATIONS, Assessment, CheckFinding, Evidence, Finding, Near
from compliance.japanese.normalise import without_markup
from compliance.report.formats import Options
from compliance.report.harmless import harmless
from compliance.report.places import decision, marks, where
from compliance.report.whole import gate_sentence
from compliance.report.words import Words, words_for
from compliance.verdict.gate import failing

DEFAULTS = Options()
FILE_WIDTH = 100
"""Columns of a report that goes into a file."""
INDENT = "      "
BAR = 20
"""Width of a topic's bar in characters."""
_STYLES = {
    "satisfied": "green",
    "partial": "yellow",
    "missing": "red",
    "raised": "red",
    "clear": "green",
    "not_assessable": "dim",
    "not_applicable": "dim",
    "unread": "magenta",
    "waived": "cyan",
}


def render(
    assessment: Assessment, options: Options = DEFAULTS, *, quiet: bool = False, width: int | None = FILE_WIDTH
) -> str:
    """The report as text. `quiet`: only what fails the gate. `width`: columns; None: the terminal's, with colours where it
    is one and NO_COLOR is not set."""
    words = words_for(options.lang)
    assessment = harmless(assessment)
    import sys

    tty = width is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    columns = width or (None if sys.stdout.isatty() else FILE_WIDTH)
    console = Console(
        file=io.StringIO(),
        width=columns,
        force_terminal=tty,
        no_color=not tty,
        highlight=False,
        soft_wrap=False,
        color_system="standard" if tty else None,
        legacy_windows=False,
    )
    failed = failing(assessment, options.fail_on, options.fail_on_partial)
    if quiet:
        _failed_lines(console, assessment, failed, words)
    else:
        _head(console, assessment, words)
        _topics(console, assessment, words)
        _gaps(console, assessment, words)
        _checks(console, assessment, words)
        _review(console, assessment, words)
        _gate(console, assessment, failed, options, words)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def _head(console: Console, assessment: Assessment, words: Words) -> None:
    plan = assessment.plan
    console.print(
        Text(f"{words['title']}  {plan.municipality or ''} {plan.title or plan.source}".strip(), style="bold")
    )
    period = "〜".join(str(year) if year else "?" for year in (plan.period.start_fy, plan.period.end_fy))
    rows = [
        (words["source"], plan.source),
        (words["adopted"], plan.revised or plan.adopted or words["unknown"]),
        (words["period"], period if period != "?〜?" else words["unknown"]),
        (words["edition"], f"{assessment.edition} ({assessment.edition_reason})"),
        (words["as_of"], assessment.as_of),
        (words["engine"], assessment.engine),
    ]
    for name, value in rows:
        console.print(Text(f"  {name}: {value}"))
    for part in assessment.unread:
        page = f" p.{part.page}" if part.page else ""
        console.print(Text(f"  {words['unread_part']}: {part.file}{page} {part.why}", style="magenta"))
    console.print()


def _topics(console: Console, assessment: Assessment, words: Words) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in (words["topic"], "", words["satisfied"], words["partial"], words["missing_short"]):
        table.add_column(name, justify="left" if name in (words["topic"], "") else "right", no_wrap=True)
    for topic, counts in assessment.summary.by_topic.items():
        total = sum(counts.values())
        table.add_row(
            f"{topic} {words.topic(topic)}",
            _bar(counts, total, BAR if console.width >= 90 else BAR // 2),
            *(str(counts.get(status, 0)) for status in ("satisfied", "partial", "missing")),
        )
    console.print(Text(words["summary"], style="bold"))
    console.print(table)
    by_status = {status: assessment.summary.by_status.get(status, 0) for status in _STYLES}
    console.print(Text("  ".join(f"{words[status]} {count}" for status, count in by_status.items() if count)))
    console.print()


def _bar(counts: dict[str, int], total: int, width: int) -> Text:
    bar = Text()
    left = width
    for status, mark in (("satisfied", "█"), ("partial", "▒")):
        length = round(width * counts.get(status, 0) / total) if total else 0
        length = min(length, left)
        bar.append(mark * length, style=_STYLES[status])
        left -= length
    bar.append("·" * left, style="dim")
    return bar


def _gaps(console: Console, assessment: Assessment, words: Words) -> None:
    """Missing and partial requirements, by obligation; upcoming, inferred and doubtful ones are marked."""
    for level in OBLIGATIONS:
        gaps = [
            finding
            for finding in assessment.requirements
            if finding.obligation == level and finding.status in ("missing", "partial", "unread")
        ]
        if not gaps:
            continue
        console.print(Text(f"■ {words.obligation(level)}", style="bold"))
        for finding in sorted(gaps, key=lambda finding: (finding.status != "missing", finding.id)):
            _gap(console, finding, words)
        console.print()


def _gap(console: Console, finding: Finding, words: Words) -> None:
    head = Text(f"  {finding.id} ")
    head.append(words[finding.status], style=_STYLES[finding.status])
    special = marks(finding, words)
    head.append(f"  {finding.title}" + (f" [{'・'.join(special)}]" if special else "") + f" ({finding.clause})")
    console.print(head)
    _body(console, finding.reason)
    if said := decision(finding, words):
        _body(console, said)
    for evidence in finding.evidence[:2]:
        _body(console, _quote(evidence, words))
    for near in finding.nearest[:2] if finding.status == "missing" else ():
        _body(console, _near(near, words), "dim")
    _body(console, f"{words['remedy']}: {finding.remedy}")


def _body(console: Console, text: str, style: str = "") -> None:
    """A paragraph below a finding: Japanese has no spaces to break at, so lines are filled by the width of characters."""
    for line in chop_cells(" ".join(text.split()), max(console.width - len(INDENT), 20)):
        console.print(Text(INDENT + line, style=style), soft_wrap=True)


def _quote(evidence: Evidence, words: Words) -> str:
    quote = f": 「{without_markup(evidence.quote)}」" if evidence.quote else ""
    return f"{words['evidence']} {where(evidence, words)}{quote}"


def _near(near: Near, words: Words) -> str:
    return (
        f"{words['near']} {where(near, words)}: 「{without_markup(near.quote or words['no_quote'])}」 → {near.why_not}"
    )


def _checks(console: Console, assessment: Assessment, words: Words) -> None:
    if not assessment.cross_checks:
        return
    raised = [check for check in assessment.cross_checks if check.status == "raised"]
    console.print(Text(f"■ {words['cross_checks']}", style="bold"))
    for check in raised:
        review = f" [{words['needs_review']}]" if check.needs_review else ""
        console.print(Text(f"  {check.id} {words[check.severity]}  {check.title}{review}"))
        _body(console, check.message)
        for evidence in check.evidence[:3]:
            _body(console, _quote(evidence, words))
        _body(console, f"{words['remedy']}: {check.remedy}")
    counts = {
        status: sum(check.status == status for check in assessment.cross_checks)
        for status in ("raised", "clear", "not_assessable")
    }
    console.print(Text("  " + "  ".join(f"{words[status]} {count}" for status, count in counts.items())))
    console.print()


def _review(console: Console, assessment: Assessment, words: Words) -> None:
    doubtful = [finding.id for finding in assessment.requirements if finding.needs_review]
    if doubtful:
        console.print(Text(f"■ {words['to_review']}", style="bold"))
        _body(console, " ".join(doubtful))
        console.print()


def _gate(
    console: Console, assessment: Assessment, failed: list[Finding | CheckFinding], options: Options, words: Words
) -> None:
    style = "" if not assessment.gating else "red" if failed else "green"
    console.print(Text(gate_sentence(assessment, failed, options, words), style=style))


def _failed_lines(console: Console, assessment: Assessment, failed: list[Finding | CheckFinding], words: Words) -> None:
    for finding in failed:
        text = finding.reason if isinstance(finding, Finding) else finding.message
        console.print(
            Text(f"{assessment.plan.source}: {finding.id} {words[finding.status]} {finding.title}: {text}"),
            soft_wrap=True,
        )
