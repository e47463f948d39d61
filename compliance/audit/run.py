"""Files and a register -> `Audit`: every plan assessed in workers of its own, results kept beside, done work not done again.

A result is kept as the assessment's own JSON. It is taken again when the plan's bytes, the rules, the setting, the date and
the tool are the same; so an audit that was stopped at any moment goes on where it was, and an unchanged one writes nothing.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from compliance.assess import Settings, Source, assess_file
from compliance.assessment import Assessment, CheckFinding, Finding, Obligation, load_assessment
from compliance.audit.register import Expected
from compliance.audit.result import Audit, AuditedPlan, AuditedRequirement, Change
from compliance.engine.worker import Worker
from compliance.errors import InputError, InternalError
from compliance.files import write
from compliance.read import SUFFIXES
from compliance.rules.ruleset import Rules
from compliance.verdict.gate import failing
from compliance.version import VERSION

SETTING = "setting.json"
RESULTS, REPORTS, LETTERS = "assessments", "reports", "letters"
SECONDS, MEMORY = 60.0, 800 << 20
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Job:
    """One plan to assess: whose it is, as far as is known, and its files."""

    expected: Expected | None
    files: tuple[Path, ...]


@dataclass(slots=True)
class Done:
    """A job's assessment, or why there is none."""

    job: Job
    assessment: Assessment | None = None
    why: str | None = None
    key: str = ""


@dataclass(slots=True)
class Runner:
    """Runs jobs in `jobs` workers. `packs`: rule folders beside the national ones."""

    rules: Rules
    packs: tuple[Path, ...]
    settings: Settings
    folder: Path
    jobs: int = 2
    lang: str = "ja"
    _kept: dict[str, Assessment] = field(default_factory=dict)

    def run(self, work: Sequence[Job], progress: Callable[[], object]) -> list[Done]:
        """The results in the order of the jobs. A plan that can't be read costs itself alone."""
        (self.folder / RESULTS).mkdir(parents=True, exist_ok=True)
        self._kept = self._results_of_before()
        workers: SimpleQueue[Worker] = SimpleQueue()
        for _ in range(self.jobs):
            workers.put(Worker(SECONDS, MEMORY))

        def one(job: Job) -> Done:
            worker = workers.get()
            try:
                return self._done(job, worker)
            finally:
                workers.put(worker)
                progress()

        try:
            with ThreadPoolExecutor(self.jobs) as pool:
                return list(pool.map(one, work))
        finally:
            while not workers.empty():
                workers.get().close()

    def _done(self, job: Job, worker: Worker) -> Done:
        try:
            key = _key(job.files)
            kept = self._kept.get(key)
            if kept is None:
                source: Source = job.files[0] if len(job.files) == 1 else job.files
                kept = worker.run(assess_file, source, self.packs, self.settings)
                write(self.folder / RESULTS / f"{key}.json", kept.to_json().encode())
            return Done(job, kept, key=key)
        except InputError as error:
            return Done(job, why=" ".join(problem.text(self.lang) for problem in error.problems))
        except (InternalError, OSError) as error:
            return Done(job, why=str(error))

    def _results_of_before(self) -> dict[str, Assessment]:
        """Results of the same setting that stand in the folder: key of the files -> assessment."""
        setting = {
            "tool": VERSION,
            "rules": self.rules.sha256,
            "edition": self.settings.edition,
            "as_of": self.settings.as_of.isoformat(),
        }
        written = (json.dumps(setting, indent=1) + "\n").encode()
        file = self.folder / SETTING
        if not file.is_file() or file.read_bytes() != written:
            for old in (self.folder / RESULTS).glob("*.json"):
                old.unlink()
            write(file, written)
            return {}
        found = {}
        for old in sorted((self.folder / RESULTS).glob("*.json")):
            try:
                found[old.stem] = load_assessment(old)
            except InputError:
                old.unlink()  # cut off by a full disk: done again
        return found


def _key(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.name):
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:24]


def jobs_of(paths: Iterable[Path], register: Sequence[Expected]) -> tuple[list[Job], list[Expected]]:
    """The jobs, and who is expected without a file. A file of the register that stands in the paths too is one job."""
    named = {file.resolve() for entry in register for file in entry.files}
    jobs = [Job(entry, entry.files) for entry in register if entry.files]
    jobs += [Job(None, (file,)) for file in plan_files(paths) if file.resolve() not in named]
    return jobs, [entry for entry in register if not entry.files]


def plan_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files of plans in folders (and below) and the files named, in order, each once."""
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            hidden = (
                any(part.startswith((".", "~$")) for part in file.relative_to(path).parts) if path.is_dir() else False
            )
            wanted = file.suffix.lower() in (*SUFFIXES, ".yaml", ".yml") or not path.is_dir()
            if file.is_file() and wanted and not hidden and file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def audit_of(
    rules: Rules,
    settings: Settings,
    done: Sequence[Done],
    absent: Sequence[Expected],
    fail_on: Obligation = "priority",
    partial: bool = False,
) -> Audit:
    """The audit of these results. Who is expected and has no plan stands in it as not submitted."""
    taken: set[str] = set()
    plans = [_plan(entry, taken, fail_on, partial) for entry in done]
    known = {plan.name for plan in plans if plan.state != "not_submitted"}
    plans += [
        AuditedPlan(name=entry.name, code=entry.code, kind=entry.kind, band=entry.band, state="not_submitted")
        for entry in absent
        if entry.name not in known
    ]
    plans.sort(key=lambda plan: (plan.code or "999999", plan.name))
    newest = rules.editions[max(rules.editions)]
    requirements = [
        AuditedRequirement(
            id=rule.id,
            topic=rule.topic,
            title=rule.title,
            obligation=next(
                edition.requirements[rule.id].obligation
                for edition in (newest, *rules.editions.values())
                if rule.id in edition.requirements
            ),
        )
        for rule in rules.requirements.values()
    ]
    return Audit(
        tool=VERSION,
        rules=rules.sha256,
        as_of=settings.as_of.isoformat(),
        edition=settings.edition,
        requirements=requirements,
        cross_checks={check.id: check.title for check in rules.cross_checks.values()},
        plans=plans,
    )


def _plan(done: Done, taken: set[str], fail_on: Obligation, partial: bool) -> AuditedPlan:
    expected, assessment = done.job.expected, done.assessment
    read = assessment.plan.municipality if assessment else None
    name = (expected.name if expected else None) or read or done.job.files[0].stem
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}({number})", number + 1
    taken.add(unique)
    known = AuditedPlan(
        name=unique,
        code=expected.code if expected else None,
        kind=expected.kind if expected else None,
        band=expected.band if expected else None,
        files=[file.name for file in done.job.files],
        state="unread",
        why=done.why,
    )
    if assessment is None:
        return known
    findings = assessment.requirements
    both: list[Finding | CheckFinding] = [*findings, *assessment.cross_checks]
    unread = "、".join(f"{part.file} {part.page or ''} {part.why}".strip() for part in assessment.unread)
    return known.model_copy(
        update={
            "state": "assessed",
            "why": unread or None,
            "code": known.code or assessment.plan.code,
            "kind": known.kind or assessment.plan.kind,
            "result": f"{RESULTS}/{done.key}.json",
            "report": f"{REPORTS}/{_UNSAFE.sub('_', unique)}.html",
            "edition": assessment.edition,
            "adopted": assessment.plan.revised or assessment.plan.adopted,
            "statuses": {finding.id: finding.status for finding in findings},
            "checks": {check.id: check.status for check in assessment.cross_checks},
            "review": [entry.id for entry in both if entry.needs_review],
            "failing": [entry.id for entry in failing(assessment, fail_on, partial)],
        }
    )


def compared(audit: Audit, before: Audit, name: str) -> Audit:
    """The audit with how each municipality stands against the one before; `name`: what that one is called."""
    known = {plan.name: plan for plan in before.plans}
    changes = []
    for plan in audit.plans:
        old = known.get(plan.name)
        if plan.state != "assessed" or old is None or old.state != "assessed":
            changes.append(Change(name=plan.name, new=plan.state == "assessed"))
            continue
        rank = {"missing": 0, "partial": 1, "satisfied": 2}
        both = [id_ for id_ in plan.statuses if id_ in old.statuses]
        pairs = [(id_, rank.get(old.statuses[id_]), rank.get(plan.statuses[id_])) for id_ in both]
        changes.append(
            Change(
                name=plan.name,
                met=[id_ for id_, was, now in pairs if was is not None and now == 2 and was < 2],
                lost=[id_ for id_, was, now in pairs if was is not None and now is not None and now < was],
                edition=plan.edition != old.edition,
            )
        )
    return audit.model_copy(update={"changes": changes, "previous": name})
