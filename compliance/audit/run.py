"""Files and a register -> `Audit`: every plan assessed by an executor, results kept in the folder, done work not done again.

A result is kept as the assessment's own JSON. It is taken again when the plan's bytes, the rules, the setting, the date and
the tool are the same; so an audit that was stopped at any moment goes on where it was.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from compliance.assess import Settings, Source, assess_file
from compliance.assessment import CheckFinding, Finding, Obligation, load_assessment
from compliance.audit.executor import Call, Executor
from compliance.audit.register import Expected
from compliance.audit.result import REPORTS, RESULTS, Audit, AuditedPlan, AuditedRequirement, Change
from compliance.errors import InputError, Problem
from compliance.files import write
from compliance.read import SUFFIXES
from compliance.rules.ruleset import Rules
from compliance.verdict.gate import failing
from compliance.version import VERSION

SETTING = "setting.json"
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Job:
    """One plan to assess: whose it is, as far as is known, and its files."""

    expected: Expected | None
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Done:
    """A job with the name of its result in the folder, or why there is none."""

    job: Job
    result: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Audited:
    """What every plan of an audit is assessed with. `packs`: rule folders beside the national ones; `folder`: where results
    are kept; `lang`: of the messages."""

    rules: Rules
    packs: tuple[Path, ...]
    settings: Settings
    folder: Path
    lang: str = "ja"

    def results(self, named: Sequence[Done], executor: Executor, progress: Callable[[], object]) -> list[Done]:
        """The named jobs, done. A plan that can't be read costs itself alone; two towns of one plan have one
        result. Raises OSError when a result can't be written."""
        kept = self._kept()
        asked: dict[str, Job] = {}
        for done in named:
            if done.result is not None and done.result not in kept:
                asked.setdefault(done.result, done.job)
        for _ in range(len(named) - len(asked)):
            progress()
        failed: dict[str, str] = {}
        names = list(asked)
        for at, result in executor.each(assessed, [self._call(job) for job in asked.values()]):
            if isinstance(result, bytes):
                write(self.folder / names[at], result)
            else:
                failed[names[at]] = self._told(result)
            progress()
        return [
            replace(done, result=None, why=failed[done.result]) if done.result in failed else done for done in named
        ]

    def named(self, work: Sequence[Job]) -> list[Done]:
        """The jobs with the names of their results, done or not."""
        return [self._named(job) for job in work]

    def _named(self, job: Job) -> Done:
        """The job with the name of its result: a digest of its files."""
        try:
            digest = hashlib.sha256(((job.expected and job.expected.adopted) or "").encode())
            for file in sorted(job.files, key=lambda file: file.name):
                digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
        except OSError as error:
            return Done(job, why=self._told(InputError(Problem(_no_file(error), str(error), str(error.filename)))))
        return Done(job, f"{RESULTS}/{digest.hexdigest()[:24]}.json")

    def _call(self, job: Job) -> Call:
        source: Source = job.files[0] if len(job.files) == 1 else job.files
        adopted = job.expected.adopted if job.expected else None
        return source, self.packs, replace(self.settings, adopted=adopted)

    def _told(self, error: Exception) -> str:
        if isinstance(error, InputError):
            return " ".join(problem.text(self.lang) for problem in error.problems)
        return str(error)

    def _kept(self) -> set[str]:
        """Names of the results of the same setting that stand whole in the folder; others are taken away."""
        setting = {
            "tool": VERSION,
            "rules": self.rules.sha256,
            "edition": self.settings.edition,
            "as_of": self.settings.as_of.isoformat(),
        }
        written = (json.dumps(setting, indent=1) + "\n").encode()
        file, room = self.folder / SETTING, self.folder / RESULTS
        room.mkdir(parents=True, exist_ok=True)
        if not file.is_file() or file.read_bytes() != written:
            for old in room.glob("*.json"):
                old.unlink()
            write(file, written)
        kept = set()
        for old in sorted(room.glob("*.json")):
            try:
                load_assessment(old)
            except InputError:
                old.unlink()  # not whole: done again
            else:
                kept.add(f"{RESULTS}/{old.name}")
        return kept


def assessed(source: Source, packs: tuple[Path, ...], settings: Settings) -> bytes:
    """The assessment of a plan as the JSON it is kept as: what an executor does for each."""
    return assess_file(source, packs, settings).to_json().encode()


def _no_file(error: OSError) -> str:
    return f"ファイルを読めません({error.strerror})。名簿の「ファイル」の列か、置き場所を確かめてください。"


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
    audited: Audited,
    done: Sequence[Done],
    absent: Sequence[Expected],
    fail_on: Obligation = "priority",
    partial: bool = False,
) -> Audit:
    """The audit of these results. Who is expected and has no plan stands in it as not submitted."""
    rules, settings = audited.rules, audited.settings
    taken: set[str] = set()
    plans = [_plan(entry, audited.folder, taken, fail_on, partial) for entry in done]
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


def _plan(done: Done, folder: Path, taken: set[str], fail_on: Obligation, partial: bool) -> AuditedPlan:
    expected = done.job.expected
    assessment = load_assessment(folder / done.result) if done.result else None
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
            "result": done.result,
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
        pairs = [(id_, rank.get(old.statuses.get(id_, "")), rank.get(now)) for id_, now in plan.statuses.items()]
        changes.append(
            Change(
                name=plan.name,
                met=[id_ for id_, was, now in pairs if was is not None and now == 2 and was < 2],
                lost=[id_ for id_, was, now in pairs if was is not None and now is not None and now < was],
                unchanged=sum(was == now for _, was, now in pairs if was is not None and now is not None),
                asked=[id_ for id_, was, now in pairs if was is None and now is not None],
                edition=plan.edition != old.edition,
            )
        )
    return audit.model_copy(update={"changes": changes, "previous": name})
