"""How far two raters agree, over all, per topic and per requirement, as a table of plain text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from compliance.agreement import CHECKS, Judged, Measured, agreement, share
from compliance.report.words import words_for


def render(items: Sequence[Judged], lang: str) -> str:
    """A block for the requirements and one for the cross-checks; then every requirement with what was judged otherwise."""
    words = words_for(lang)
    scales = [[item for item in items if (item.first in CHECKS) is checks] for checks in (False, True)]
    lines: list[str] = []
    for title, scale in zip(("agreement_requirements", "agreement_checks"), scales, strict=True):
        if not scale:
            continue
        lines += [words[title], words["agreement_header"], _line(words["agreement_all"], scale)]
        topics: dict[str, list[Judged]] = defaultdict(list)
        for item in scale:
            topics[item.topic].append(item)
        lines += [_line(topic, own) for topic, own in topics.items() if len(topics) > 1]
        by_id: dict[str, list[Judged]] = defaultdict(list)
        for item in scale:
            by_id[item.id].append(item)
        lines += [
            "",
            words["agreement_each"],
            *(f"{id_}\t{len(own)}\t{_measured(share(own))}" for id_, own in by_id.items()),
        ]
        lines += ["", words["agreement_differences"]]
        lines += [
            f"{item.id}  {item.plan}  {words[item.first]} / {words[item.second]}"
            for item in sorted(scale, key=lambda item: (item.topic, item.id, item.plan))
            if item.first != item.second
        ] or [words["agreement_none"]]
        lines.append("")
    return "\n".join(lines)


def _line(name: str, items: Sequence[Judged]) -> str:
    found = agreement(items)
    measures = (found.share, found.kappa, found.weighted, found.alpha)
    return "\t".join([name, str(found.count), *map(_measured, measures)])


def _measured(measured: Measured) -> str:
    return f"{measured.value:.3f} [{measured.low:.3f}, {measured.high:.3f}]"
