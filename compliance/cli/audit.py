"""`compliance audit PATHS... -o DIR`"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance.cli.check import OBLIGATIONS, DateType, password_of
from compliance.cli.texts import LANG, t
from compliance.cli.today import today_in_japan

if TYPE_CHECKING:
    from compliance.assessment import Assessment
    from compliance.audit.result import Audit, AuditedPlan
    from compliance.report.formats import Options


@click.command(help=t("audit_help"))
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, file_okay=False), help=t("audit_output_help")
)
@click.option("--register", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=t("register_help"))
@click.option("--previous", type=click.Path(path_type=Path, exists=True, file_okay=False), help=t("previous_help"))
@click.option("--letters", is_flag=True, help=t("letters_help"))
@click.option("--with-examples", is_flag=True, help=t("with_examples_help"))
@click.option("--letter-template", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=t("letter_help"))
@click.option("--jobs", type=click.IntRange(1, 64), default=2, show_default=True, help=t("jobs_help"))
@click.option("--edition", default="auto", show_default=True, help=t("edition_help"))
@click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
@click.option(
    "--fail-on", type=click.Choice(OBLIGATIONS), default="priority", show_default=True, help=t("fail_on_help")
)
@click.option("--allow-unread", is_flag=True, help=t("allow_unread_help"))
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
@click.option("--password-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=t("password_help"))
@click.option("-q", "--quiet", is_flag=True, help=t("quiet_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(
    paths: tuple[Path, ...],
    output: Path,
    register: Path | None,
    previous: Path | None,
    letters: bool,
    with_examples: bool,
    letter_template: Path | None,
    jobs: int,
    edition: str,
    as_of: date | None,
    fail_on: str,
    allow_unread: bool,
    packs: tuple[Path, ...],
    password_file: Path | None,
    quiet: bool,
) -> int:
    """Assess all plans and write the folder; the exit code says what was found."""
    from compliance.assess import Settings
    from compliance.audit.register import load_register
    from compliance.audit.result import load_audit
    from compliance.audit.run import Runner, audit_of, compared, jobs_of
    from compliance.report.formats import Options
    from compliance.rules.loading import rules_with

    rules = rules_with(packs)
    settings = Settings(edition=edition, as_of=as_of or today_in_japan(), password=password_of(password_file))
    work, absent = jobs_of(paths, load_register(register) if register else [])
    if not work and not absent:
        raise click.UsageError(t("no_plans"))
    output.mkdir(parents=True, exist_ok=True)
    shown = not quiet and sys.stderr.isatty()
    with click.progressbar(
        length=len(work), file=sys.stderr, label=t("auditing"), show_pos=True, hidden=not shown
    ) as bar:
        done = Runner(rules, packs, settings, output, jobs, LANG).run(work, lambda: bar.update(1))
    audit = audit_of(rules, settings, done, absent, fail_on)  # type: ignore[arg-type]
    if previous is not None:
        audit = compared(audit, load_audit(previous), previous.name)
    by_result = {f"assessments/{entry.key}.json": entry.assessment for entry in done if entry.assessment}
    assessed = [(plan, found) for plan in audit.plans if plan.result and (found := by_result[plan.result])]
    options = Options(fail_on, False, LANG, letter_template)  # type: ignore[arg-type]
    written = _write(output, audit, assessed, options, (letters, with_examples))
    if not quiet:
        _say(audit, written, output)
    unread = any(plan.state == "unread" or plan.why for plan in audit.plans)
    lacking = any(plan.failing or plan.state == "not_submitted" for plan in audit.plans)
    return max(2 if unread and not allow_unread else 0, 1 if lacking else 0)


def _write(
    folder: Path,
    audit: Audit,
    assessed: list[tuple[AuditedPlan, Assessment]],
    options: Options,
    wished: tuple[bool, bool],
) -> int:
    """Everything people and programs read; files that are the same already stay untouched. How many were written.

    `wished`: letters, and examples of peers in them.
    """
    from compliance.audit.peers import peers_of
    from compliance.audit.result import FILE
    from compliance.audit.run import LETTERS, REPORTS, RESULTS
    from compliance.report import audit_page, audit_workbook, docx
    from compliance.report.formats import render
    from compliance.report.peers import told
    from compliance.report.words import words_for

    letters, with_examples = wished
    peers = peers_of(assessed)
    files: dict[Path, bytes] = {}
    for plan, assessment in assessed:
        files[folder / str(plan.report)] = render("html", [assessment], options)
        if letters:
            examples = {id_: told(peers, id_, plan, words_for(options.lang)) for id_ in plan.statuses}
            name = Path(str(plan.report)).with_suffix(".docx").name
            files[folder / LETTERS / name] = docx.render(assessment, options, examples if with_examples else None)
    files[folder / "matrix.xlsx"] = audit_workbook.render(audit, assessed, peers, options.lang)
    files[folder / "index.html"] = audit_page.render(audit, peers, options.lang).encode("utf-8")
    files[folder / FILE] = audit.to_json().encode("utf-8")
    kept = {folder / str(plan.result) for plan in audit.plans if plan.result}
    for room in (RESULTS, REPORTS, LETTERS) if letters else (RESULTS, REPORTS):
        for old in (folder / room).glob("*"):
            if old not in kept and old not in files:
                old.unlink()
    return sum(_changed(file, content) for file, content in files.items())


def _changed(file: Path, content: bytes) -> bool:
    from compliance.files import write

    if file.is_file() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, content)
    return True


def _say(audit: Audit, written: int, output: Path) -> None:
    states = {
        state: [plan for plan in audit.plans if plan.state == state]
        for state in ("assessed", "unread", "not_submitted")
    }
    click.echo(t("audited", **{state: len(plans) for state, plans in states.items()}))
    for plan in states["unread"]:
        click.echo(t("audit_unread", name=plan.name, why=plan.why), err=True)
    for plan in states["not_submitted"]:
        click.echo(t("audit_absent", name=plan.name), err=True)
    click.echo(t("audit_written", count=written, path=output), err=True)
