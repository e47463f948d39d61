"""`compliance trend DIR...`"""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.texts import LANG, t


@click.command(help=t("trend_help"))
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=t("trend_output_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(folders: tuple[Path, ...], output: Path | None) -> int:
    """Print the table; with -o also write the page."""
    from compliance.audit.result import load_audit
    from compliance.files import write
    from compliance.report.trend import page, text

    audits = [load_audit(folder) for folder in folders]
    click.echo(text(audits, LANG), nl=False)
    if output is not None:
        write(output, page(audits, LANG).encode("utf-8"))
        click.echo(t("wrote", path=output), err=True)
    return 0
