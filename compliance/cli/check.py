"""`compliance check PATH...`"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance.cli.texts import LANG, t

if TYPE_CHECKING:
    from compliance.assessment import Assessment

FORMATS = ("text", "json")
OBLIGATIONS = ("statutory", "effort", "priority", "foundation", "companion", "optional")
SECONDS = 60.0
"""Most seconds one plan may take: a plan is a text of strangers."""
MEMORY = 4 << 30
"""Most bytes of address space the process that reads plans may take."""


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


@click.command(help=t("check_help"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option("--edition", default="auto", show_default=True, help=t("edition_help"))
@click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=t("format_help"))
@click.option("-o", "--output", "outputs", type=OutputType(), multiple=True, help=t("output_help"))
@click.option(
    "--engine", type=click.Choice(["durable", "reference"]), default="durable", show_default=True, help=t("engine_help")
)
@click.option(
    "--fail-on", type=click.Choice(OBLIGATIONS), default="priority", show_default=True, help=t("fail_on_help")
)
@click.option("--fail-on-partial", is_flag=True, help=t("fail_on_partial_help"))
@click.option("--select", multiple=True, help=t("select_help"))
@click.option("--ignore", multiple=True, help=t("ignore_help"))
@click.option("--allow-unread", is_flag=True, help=t("allow_unread_help"))
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
@click.option("--documents", type=click.Path(path_type=Path), default=None, help=t("documents_help"))
@click.option("-q", "--quiet", is_flag=True, help=t("quiet_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(
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
    quiet: bool,
) -> int:
    """Check each plan; the highest exit code of all wins."""
    from compliance.assess import Settings, assess_file
    from compliance.engine.worker import Worker
    from compliance.errors import InputError
    from compliance.rules.loading import rules_with
    from compliance.verdict.gate import failing
    from compliance.verdict.selection import known_selection, select_findings

    rules = rules_with(packs)
    for value in (*select, *ignore):
        if not known_selection(rules, value):
            raise click.UsageError(t("bad_select", value=value))
    settings = Settings(edition=edition, as_of=as_of or date.today(), engine=engine, documents=documents)
    code, assessments = 0, []
    with Worker(SECONDS, MEMORY) as worker:
        for path in paths:
            if not quiet and len(paths) > 1:
                click.echo(t("checking", path=path), err=True)
            try:
                assessment = select_findings(worker.run(assess_file, path, packs, settings), select, ignore)
            except InputError as error:
                for problem in error.problems:
                    click.echo(problem.text(LANG), err=True)
                code = max(code, 2)
                continue
            assessments.append(assessment)
            code = max(
                code,
                1 if failing(assessment, fail_on, fail_on_partial) else 0,  # type: ignore[arg-type]
                2 if assessment.unread and not allow_unread else 0,
            )
    for assessment in assessments:
        click.echo(_render(assessment, form, fail_on, fail_on_partial, quiet), nl=False)
    _write(outputs, assessments, fail_on, fail_on_partial)
    return code


def _render(
    assessment: Assessment, form: str, fail_on: str, partial: bool, quiet: bool, width: int | None = None
) -> str:
    from compliance.report import json as json_report
    from compliance.report import text as text_report

    if form == "json":
        return json_report.render(assessment)
    return text_report.render(assessment, fail_on, partial, quiet=quiet, lang=LANG, width=width)  # type: ignore[arg-type]


def _write(outputs: tuple[tuple[str, Path], ...], assessments: list[Assessment], fail_on: str, partial: bool) -> None:
    """Write each asked report: into the file, or for several plans beside it with the plan's name put in."""
    from compliance.report.files import write

    for form, path in outputs:
        for assessment in assessments:
            target = (
                path
                if len(assessments) == 1
                else path.with_name(f"{path.stem}-{Path(assessment.plan.source).stem}{path.suffix}")
            )
            write(target, _render(assessment, form, fail_on, partial, quiet=False, width=100))
            click.echo(t("wrote", path=target), err=True)
