"""`compliance extract DOC -o plan.yaml`"""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.texts import LANG, t


@click.command(help=t("extract_help"))
@click.argument("document", type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), default=Path("-"), help=t("extract_output_help")
)
@click.option("--quotes/--no-quotes", default=True, show_default=True, help=t("quotes_help"))
@click.option("--review", type=click.Path(path_type=Path), default=None, help=t("review_help"))
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(document: Path, output: Path, quotes: bool, review: Path | None, packs: tuple[Path, ...]) -> int:
    """Write the plan model of a document."""
    from compliance.assess import plan_of
    from compliance.plan_file import dump_plan, load_plan
    from compliance.plan_review import apply_review
    from compliance.read import read
    from compliance.report.files import write
    from compliance.rules.loading import rules_with

    rules = rules_with(packs)
    plan = plan_of(read(document), rules)
    if review is not None:
        plan = apply_review(plan, load_plan(review).review, str(review))
    text = dump_plan(plan, {id_: element.title for id_, element in rules.elements.items()}, quotes)
    if str(output) == "-":
        click.echo(text, nl=False)
    else:
        write(output, text.encode("utf-8"))
        click.echo(t("wrote", path=output), err=True)
    return 0
