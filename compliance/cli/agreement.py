"""`compliance agreement GOLD... RESULT...`"""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.texts import LANG, t


@click.command(help=t("agreement_help"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(files: tuple[Path, ...]) -> int:
    """Compare the first judgement of each plan with the second."""
    from compliance.agreement import load_pairs
    from compliance.report.agreement import render

    items = load_pairs(files)
    try:
        click.echo(render(items, LANG), nl=False)
    except ModuleNotFoundError as error:
        raise click.ClickException(t("agreement_needs")) from error
    return 0
