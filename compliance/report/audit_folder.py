"""Everything of an audit that people and programs read: a report (and letter) for each municipality, the workbook, the dashboard and
`audit.json`. A stamp tells an audit in which nothing changed, and what was made of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from compliance.assessment import Assessment, load_assessment
from compliance.audit.executor import Executor
from compliance.audit.peers import Peer, peers_of
from compliance.audit.result import FILE, LETTERS, REPORTS, RESULTS, Audit, AuditedPlan
from compliance.errors import InputError, InternalError
from compliance.files import write
from compliance.report import audit_page, audit_workbook, docx
from compliance.report.audit_workbook import Gap, gaps_of
from compliance.report.formats import Options, render
from compliance.report.peers import harmless_peers, told
from compliance.report.words import words_for

STAMP = "stamp.json"


@dataclass(frozen=True, slots=True)
class Wished:
    """What is written beside reports, workbook and dashboard: letters, and in them what peers write."""

    letters: bool = False
    examples: bool = False


def stamped(folder: Path, inputs: str) -> bool:
    """Whether the folder holds just what these inputs gave, whole and untouched."""
    try:
        stamp = json.loads((folder / STAMP).read_bytes())
        return stamp["inputs"] == inputs and all(_digest(folder / name) == was for name, was in stamp["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def inputs_of(*parts: object) -> str:
    """A digest of everything that an audit depends on."""
    return hashlib.sha256("\0".join(map(repr, parts)).encode("utf-8", "surrogatepass")).hexdigest()


def write_audit(folder: Path, audit: Audit, executor: Executor, options: Options, wished: Wished, inputs: str) -> int:
    """Write the folder; files that are the same already stay untouched, those of municipalities that have gone are taken away.
    How many were written. Raises OSError when the disk is full; what was there before then stays whole."""
    (folder / STAMP).unlink(missing_ok=True)
    written = 0
    kept = {folder / plan.result for plan in audit.plans if plan.result}
    plans = [plan for plan in audit.plans if plan.report]
    targets = [folder / str(plan.report) for plan in plans]
    with ThreadPoolExecutor(1) as beside:  # what is written of all plans is made while others make what is of each
        of_all = beside.submit(_of_all, folder, audit, options.lang)
        for at, content in executor.each(report_of, [(folder / str(plan.result), options) for plan in plans]):
            written += _changed(targets[at], _whole(content))
        peers, whole = of_all.result()
    if wished.letters:
        words = words_for(options.lang)
        letters = [folder / LETTERS / target.with_suffix(".docx").name for target in targets]
        calls = [
            (
                folder / str(plan.result),
                options,
                {id_: told(peers, id_, plan, words) for id_ in plan.statuses} if wished.examples else {},
            )
            for plan in plans
        ]
        for at, content in executor.each(letter_of, calls):
            written += _changed(letters[at], _whole(content))
        targets += letters
    written += sum(_changed(file, content) for file, content in whole.items())
    _clear(folder, kept | set(targets), wished)
    files = {file.relative_to(folder).as_posix(): _digest(file) for file in sorted({*kept, *targets, *whole})}
    _changed(folder / STAMP, (json.dumps({"inputs": inputs, "files": files}, indent=1) + "\n").encode())
    return written


def _of_all(folder: Path, audit: Audit, lang: str) -> tuple[dict[str, list[Peer]], dict[Path, bytes]]:
    """Whom to learn from; the workbook, the dashboard and the audit itself."""
    gaps: list[tuple[AuditedPlan, list[Gap]]] = []

    def read_once() -> Iterator[tuple[AuditedPlan, Assessment]]:
        for plan in audit.plans:
            if plan.result:
                assessment = load_assessment(folder / plan.result)  # all of them together would not fit into memory
                gaps.append((plan, gaps_of(assessment, lang)))
                yield plan, assessment

    peers = harmless_peers(peers_of(read_once()))
    return peers, {
        folder / "matrix.xlsx": audit_workbook.render(audit, gaps, peers, lang),
        folder / "index.html": audit_page.render(audit, peers, lang).encode("utf-8"),
        folder / FILE: audit.to_json().encode("utf-8"),
    }


def report_of(result: Path, options: Options) -> bytes:
    """A municipality's report: what an executor does for each."""
    return render("html", [load_assessment(result)], options)


def letter_of(result: Path, options: Options, examples: Mapping[str, Sequence[str]]) -> bytes:
    """A municipality's letter, with what peers write below its gaps: what an executor does for each."""
    return docx.render(load_assessment(result), options, examples or None)


def _whole(content: bytes | InputError | InternalError) -> bytes:
    if not isinstance(content, bytes):
        raise content
    return content


def _clear(folder: Path, kept: set[Path], wished: Wished) -> None:
    for room in (RESULTS, REPORTS, LETTERS) if wished.letters else (RESULTS, REPORTS):
        for old in (folder / room).glob("*"):
            if old not in kept:
                old.unlink()


def _changed(file: Path, content: bytes) -> bool:
    if file.is_file() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, content)
    return True


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
