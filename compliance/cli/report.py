"""`compliance report RESULT.json`"""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.check import OBLIGATIONS, OutputType, shown, targets_of
from compliance.cli.texts import LANG, t
from compliance.report.formats import FORMATS, Options, render


@click.command(help=t("report_help"))
@click.argument("results", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help=t("format_help")
)
@click.option("-o", "--output", "outputs", type=OutputType(), multiple=True, help=t("output_help"))
@click.option(
    "--fail-on", type=click.Choice(OBLIGATIONS), default="priority", show_default=True, help=t("fail_on_help")
)
@click.option("--fail-on-partial", is_flag=True, help=t("fail_on_partial_help"))
@click.option("--letter-template", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=t("letter_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(
    results: tuple[Path, ...],
    form: str,
    outputs: tuple[tuple[str, Path], ...],
    fail_on: str,
    fail_on_partial: bool,
    letter_template: Path | None,
) -> int:
    """Render past results again; what they say does not change, and so the exit code is 0."""
    from compliance.assessment import load_assessment
    from compliance.files import write

    options = Options(fail_on, fail_on_partial, LANG, letter_template)  # type: ignore[arg-type]
    targets = targets_of(outputs, results)
    assessments = {result: load_assessment(result) for result in results}
    if not outputs:
        click.echo(shown(list(assessments.values()), form, options, array=len(results) > 1), nl=False)
    for report_form, target, own in targets:
        write(target, render(report_form, [assessments[result] for result in own], options))
        click.echo(t("wrote", path=target), err=True)
    return 0
