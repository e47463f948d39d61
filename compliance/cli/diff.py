"""`compliance diff OLD NEW`"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance.cli.check import MEMORY, SECONDS, DateType
from compliance.cli.texts import LANG, t
from compliance.cli.today import today_in_japan

FORMATS = ("text", "json", "md", "html")


class OutputType(click.ParamType):  # type: ignore[type-arg]
    """`FORMAT:PATH` of a revision's formats."""

    name = "format:path"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Path]:
        form, colon, path = str(value).partition(":")
        if form not in FORMATS or not colon or not path:
            self.fail(t("bad_output", formats=", ".join(FORMATS)), param, ctx)
        return form, Path(path)


@click.command(help=t("diff_help"))
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--edition", default="auto", show_default=True, help=t("edition_help"))
@click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help=t("format_help"))
@click.option("-o", "--output", "outputs", type=OutputType(), multiple=True, help=t("output_help"))
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
@click.option(
    "--documents", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None, help=t("documents_help")
)
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(
    old: Path,
    new: Path,
    edition: str,
    as_of: date | None,
    form: str,
    outputs: tuple[tuple[str, Path], ...],
    packs: tuple[Path, ...],
    documents: Path | None,
) -> int:
    """Compare; exit 1 when a firm verdict got worse."""
    from dataclasses import replace

    from compliance.assess import Settings, examine
    from compliance.engine.worker import Worker
    from compliance.files import write
    from compliance.report.revision import render
    from compliance.revision import revision

    settings = Settings(edition=edition, as_of=as_of or today_in_japan(), documents=documents)
    with Worker(SECONDS, MEMORY) as worker:
        new_plan, after = worker.run(examine, new, packs, settings)
        old_plan, before = worker.run(examine, old, packs, replace(settings, edition=after.edition))
    if before.edition != after.edition:
        raise click.UsageError(t("diff_editions", old=before.edition, new=after.edition))
    found = revision(before, after, old_plan, new_plan)
    click.echo(render(found, form, LANG).decode("utf-8"), nl=False)
    for target_form, target in outputs:
        write(target, render(found, target_form, LANG))
        click.echo(t("wrote", path=target), err=True)
    return 1 if found.worse() else 0
