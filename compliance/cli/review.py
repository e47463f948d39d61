"""`compliance review import BOOK.xlsx` and `review lint FILE`"""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.texts import LANG, t

lang_option = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False
)


@click.group(help=t("review_group_help"))
def command() -> None:
    """What persons found instead of the tool."""


@command.command("import", help=t("review_import_help"))
@click.argument("book", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=t("review_output_help"))
@lang_option
def import_(book: Path, output: Path) -> int:
    """Read the corrections that were written into a workbook; add them to those the file has already."""
    from compliance.decisions.corrections import dump_corrections, load_corrections
    from compliance.files import write
    from compliance.report.reviewed_workbook import corrections_of

    read = corrections_of(book)
    kept = [placed.entry for placed in load_corrections([output])] if output.exists() else []
    entries = [entry for entry in kept if (entry.plan, entry.id) not in {(new.plan, new.id) for new in read}] + read
    write(output, dump_corrections(entries).encode("utf-8"))
    click.echo(t("review_imported", count=len(read), path=output), err=True)
    return 0
