"""`compliance extract DOC -o plan.yaml`"""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.check import MEMORY, SECONDS, password_of
from compliance.cli.texts import LANG, t


@click.command(help=t("extract_help"))
@click.argument("documents", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="DOC...")
@click.option("--as-one", is_flag=True, help=t("as_one_help"))
@click.option("--password-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=t("password_help"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, allow_dash=True), default=Path("-"), help=t("extract_output_help")
)
@click.option("--quotes/--no-quotes", default=True, show_default=True, help=t("quotes_help"))
@click.option("--review", type=click.Path(path_type=Path), default=None, help=t("review_help"))
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(
    documents: tuple[Path, ...],
    as_one: bool,
    password_file: Path | None,
    output: Path,
    quotes: bool,
    review: Path | None,
    packs: tuple[Path, ...],
) -> int:
    """Write the plan model of a document."""
    from compliance.assess import extract_file
    from compliance.engine.worker import Worker
    from compliance.files import write
    from compliance.plan_file import dump_plan, load_plan
    from compliance.plan_review import apply_review
    from compliance.rules.loading import rules_with

    if len(documents) > 1 and not as_one:
        raise click.UsageError(t("extract_as_one"))
    rules = rules_with(packs)
    with Worker(SECONDS, MEMORY) as worker:
        plan = worker.run(extract_file, documents if as_one else documents[0], packs, password_of(password_file))
    if review is not None:
        plan = apply_review(plan, load_plan(review).review, str(review))
    text = dump_plan(plan, {id_: element.title for id_, element in rules.elements.items()}, quotes)
    if str(output) == "-":
        click.echo(text, nl=False)
    else:
        write(output, text.encode("utf-8"))
        click.echo(t("wrote", path=output), err=True)
    return 0
