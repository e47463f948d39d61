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
from compliance.version import VERSION

if TYPE_CHECKING:
    from compliance.audit.result import Audit


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
@click.option("--cluster", metavar="ADDRESS", help=t("cluster_help"))
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
    cluster: str | None,
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
    from compliance.assess import Settings, prepare
    from compliance.audit.executor import Cluster, Processes
    from compliance.audit.register import load_register
    from compliance.audit.result import load_audit
    from compliance.audit.run import Audited, audit_of, compared, jobs_of
    from compliance.files import clear_unfinished
    from compliance.report.audit_folder import Wished, inputs_of, stamped, write_audit
    from compliance.report.formats import Options
    from compliance.rules.loading import rules_with

    rules = rules_with(packs)
    settings = Settings(edition=edition, as_of=as_of or today_in_japan(), password=password_of(password_file))
    work, absent = jobs_of(paths, load_register(register) if register else [])
    if not work and not absent:
        raise click.UsageError(t("no_plans"))
    output.mkdir(parents=True, exist_ok=True)
    clear_unfinished(output)
    before = load_audit(previous) if previous is not None else None
    audited = Audited(rules, packs, settings, output, LANG)
    options = Options(fail_on, False, LANG, letter_template)  # type: ignore[arg-type]
    wished = Wished(letters, with_examples)
    template = letter_template.read_bytes() if letter_template else b""
    named = audited.named(work)
    inputs = inputs_of(
        *(VERSION, rules.sha256, settings, options, template, wished, before, previous and previous.name),
        *(absent, [(done.job.expected, done.result, done.why) for done in named]),
    )
    if stamped(output, inputs):
        audit, written = load_audit(output), 0
    else:
        shown = not quiet and sys.stderr.isatty()
        if not cluster:
            prepare(rules)
        executor = Cluster(cluster) if cluster else Processes(jobs)
        with (
            executor,
            click.progressbar(
                length=len(work), file=sys.stderr, label=t("auditing"), show_pos=True, hidden=not shown
            ) as bar,
        ):
            audit = audit_of(audited, audited.results(named, executor, lambda: bar.update(1)), absent, options.fail_on)
            if before is not None and previous is not None:
                audit = compared(audit, before, previous.name)
            written = write_audit(output, audit, executor, options, wished, inputs)
    if not quiet:
        _say(audit, written, output)
    unread = any(plan.state == "unread" or plan.why for plan in audit.plans)
    lacking = any(plan.failing or plan.state == "not_submitted" for plan in audit.plans)
    return max(2 if unread and not allow_unread else 0, 1 if lacking else 0)


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
