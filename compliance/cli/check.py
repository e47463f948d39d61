"""`compliance check PATH...`"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance.cli.configured import shown_configuration, use_configuration
from compliance.cli.texts import LANG, t
from compliance.cli.today import today_in_japan
from compliance.report.formats import FORMATS, TOGETHER, Options, render

if TYPE_CHECKING:
    from compliance.assess import Source
    from compliance.assessment import Assessment
    from compliance.rules.ruleset import Rules

OBLIGATIONS = ("statutory", "effort", "priority", "foundation", "companion", "optional")
SECONDS = 60.0
"""Most seconds one plan may take: a plan is a text of strangers."""
MEMORY = 800 << 20
"""Most bytes of address space the process that reads plans may take beyond what the program itself needs."""


class DateType(click.ParamType):  # type: ignore[type-arg]
    """An ISO date."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(t("bad_date", value=value), param, ctx)


class OutputType(click.ParamType):  # type: ignore[type-arg]
    """`FORMAT:PATH`."""

    name = "format:path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        form, colon, path = str(value).partition(":")
        if form not in FORMATS or not colon or not path:
            self.fail(t("bad_output", formats=", ".join(FORMATS)), param, ctx)
        return form, Path(path)


@click.command(help=t("check_help"), context_settings={"auto_envvar_prefix": "COMPLIANCE"})
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--edition", default="auto", show_default=True, help=t("edition_help"))
@click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    envvar="COMPLIANCE_FORMAT",
    help=t("format_help"),
)
@click.option(
    "-o", "--output", "outputs", type=OutputType(), multiple=True, envvar="COMPLIANCE_OUTPUT", help=t("output_help")
)
@click.option(
    "--engine",
    type=click.Choice(["durable", "reference"]),
    default="durable",
    show_default=True,
    help=t("engine_help"),
)
@click.option(
    "--fail-on",
    type=click.Choice(OBLIGATIONS),
    default="priority",
    show_default=True,
    help=t("fail_on_help"),
)
@click.option("--fail-on-partial", is_flag=True, help=t("fail_on_partial_help"))
@click.option("--select", multiple=True, help=t("select_help"))
@click.option("--ignore", multiple=True, help=t("ignore_help"))
@click.option("--allow-unread", is_flag=True, help=t("allow_unread_help"))
@click.option(
    "--rules",
    "packs",
    multiple=True,
    type=click.Path(path_type=Path),
    envvar="COMPLIANCE_RULES",
    help=t("rules_help"),
)
@click.option(
    "--documents",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help=t("documents_help"),
)
@click.option(
    "--waivers",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help=t("waivers_option_help"),
)
@click.option("--no-waivers", is_flag=True, help=t("no_waivers_help"))
@click.option(
    "--corrections",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help=t("corrections_help"),
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=t("baseline_help"),
)
@click.option("--as-one", is_flag=True, help=t("as_one_help"))
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=t("password_help"),
)
@click.option(
    "--letter-template",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help=t("letter_help"),
)
@click.option(
    "--config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    is_eager=True,
    callback=use_configuration,
    help=t("config_help"),
)
@click.option("--show-config", is_flag=True, help=t("show_config_help"))
@click.option("-q", "--quiet", is_flag=True, help=t("quiet_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    edition: str,
    as_of: date | None,
    form: str,
    outputs: tuple[tuple[str, Path], ...],
    engine: str,
    fail_on: str,
    fail_on_partial: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    allow_unread: bool,
    packs: tuple[Path, ...],
    documents: Path | None,
    waivers: tuple[Path, ...],
    no_waivers: bool,
    corrections: tuple[Path, ...],
    baseline: Path | None,
    as_one: bool,
    password_file: Path | None,
    letter_template: Path | None,
    config: Path | None,
    show_config: bool,
    quiet: bool,
) -> int:
    """Check each plan; the highest exit code of all wins."""
    if show_config:
        click.echo(shown_configuration(ctx, config), nl=False)
        return 0
    if not paths:
        raise click.UsageError(t("no_paths"))
    from compliance.assess import Settings, assess_file
    from compliance.decisions.decide import Decisions
    from compliance.engine.worker import Worker
    from compliance.errors import InputError
    from compliance.files import write
    from compliance.rules.loading import rules_with
    from compliance.verdict.gate import failing
    from compliance.verdict.selection import select_findings

    rules = rules_with(packs)
    select, ignore = _known(rules, select), _known(rules, ignore)
    sources: dict[Path, Source] = {paths[0]: paths} if as_one else {path: path for path in paths}
    targets = targets_of(outputs, tuple(sources))
    settings = Settings(
        edition=edition,
        as_of=as_of or today_in_japan(),
        engine=engine,
        documents=documents,
        password=password_of(password_file),
    )
    decisions = Decisions.load(() if no_waivers else waivers, corrections, baseline)
    code, assessments = 0, dict[Path, "Assessment"]()
    with Worker(SECONDS, MEMORY) as worker:
        for path, source in sources.items():
            if not quiet and len(sources) > 1:
                click.echo(t("checking", path=path), err=True)
            try:
                assessment = decisions.applied(worker.run(assess_file, source, packs, settings), settings.as_of)
                assessment = select_findings(assessment, select, ignore)
            except InputError as error:
                for problem in error.problems:
                    click.echo(problem.text(LANG), err=True)
                code = max(code, 2)
                continue
            if not assessment.requirements and not assessment.cross_checks:
                raise click.UsageError(t("empty_selection"))
            if assessment.summary.by_status.keys() <= {"missing", "not_applicable"} and not select:
                click.echo(t("no_plan", path=path), err=True)
            assessments[path] = assessment
            code = max(
                code,
                1 if failing(assessment, fail_on, fail_on_partial) else 0,  # type: ignore[arg-type]
                2 if assessment.unread and not allow_unread else 0,
            )
    for problem in decisions.remarks(settings.as_of):
        click.echo(problem.text(LANG), err=True)
    options = Options(fail_on, fail_on_partial, LANG, letter_template)  # type: ignore[arg-type]
    click.echo(shown(list(assessments.values()), form, options, quiet, array=len(sources) > 1), nl=False)
    for report_form, target, plans in targets:
        found = [assessments[path] for path in plans if path in assessments]
        if found:
            write(target, render(report_form, found, options))
            click.echo(t("wrote", path=target), err=True)
    return code


def password_of(file: Path | None) -> str | None:
    """The first line of a file: a password on the command line would stand in the list of processes."""
    return file.read_text(encoding="utf-8-sig").split("\n")[0].rstrip("\r") if file else None


def _known(rules: Rules, values: tuple[str, ...]) -> tuple[str, ...]:
    """`sec,STD-01` as SEC and STD-01. A value that names nothing is a usage error."""
    from compliance.verdict.selection import known_selection

    found = tuple(part.strip().upper() for value in values for part in value.split(",") if part.strip())
    for value in found:
        if not known_selection(rules, value):
            raise click.UsageError(t("bad_select", value=value))
    return found


Target = tuple[str, Path, tuple[Path, ...]]
"""A format, the file it goes to, and the plans that file holds."""


def targets_of(outputs: tuple[tuple[str, Path], ...], paths: tuple[Path, ...]) -> list[Target]:
    """The files the reports go to: the one named; for a format that holds one plan, and several plans, one for each beside it,
    with the plan's name (and number) put in. A plan is never written over."""
    targets: list[Target] = []
    taken = {path.resolve() for path in paths}
    for form, output in outputs:
        whole = form in TOGETHER or len(paths) == 1
        for number, plans in enumerate([paths] if whole else [(path,) for path in paths], 1):
            target = output if whole else output.with_name(f"{output.stem}-{plans[0].stem}{output.suffix}")
            if not whole and target.resolve() in taken:
                target = output.with_name(f"{output.stem}-{plans[0].stem}-{number}{output.suffix}")
            if target.resolve() in taken:
                raise click.UsageError(t("would_overwrite", path=target))
            taken.add(target.resolve())
            targets.append((form, target, plans))
    return targets


def shown(
    assessments: list[Assessment], form: str, options: Options, quiet: bool = False, array: bool = False
) -> bytes:
    """The reports for standard output: text follows the terminal, and several plans as JSON are an `array`."""
    if form in TOGETHER:
        return render(form, assessments, options)
    if form == "text":
        from compliance.report import text

        return "".join(text.render(one, options, quiet=quiet, width=None) for one in assessments).encode("utf-8")
    rendered = [render(form, [one], options) for one in assessments]
    return b"[\n" + b",\n".join(rendered) + b"]\n" if form == "json" and array else b"".join(rendered)
