"""`compliance explain PLAN ID`"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance.cli.check import MEMORY, SECONDS, DateType, password_of
from compliance.cli.texts import LANG, t
from compliance.cli.today import today_in_japan


@click.command(help=t("explain_help"))
@click.argument("plans", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PLAN...")
@click.argument("id_", metavar="ID")
@click.option("--as-one", is_flag=True, help=t("as_one_help"))
@click.option("--edition", default="auto", show_default=True, help=t("edition_help"))
@click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
@click.option(
    "--engine", type=click.Choice(["durable", "reference"]), default="durable", show_default=True, help=t("engine_help")
)
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
@click.option(
    "--documents", type=click.Path(exists=True, file_okay=False, path_type=Path), default=None, help=t("documents_help")
)
@click.option("--password-file", type=click.Path(path_type=Path, exists=True, dir_okay=False), help=t("password_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(
    plans: tuple[Path, ...],
    id_: str,
    as_one: bool,
    edition: str,
    as_of: date | None,
    engine: str,
    packs: tuple[Path, ...],
    documents: Path | None,
    password_file: Path | None,
) -> int:
    """Assess and show one finding whole."""
    from compliance.assess import Settings, assess_file
    from compliance.engine.worker import Worker
    from compliance.report.explanation import render
    from compliance.rules.loading import rules_with

    if len(plans) > 1 and not as_one:
        raise click.UsageError(t("extract_as_one"))
    rules = rules_with(packs)
    id_ = id_.upper()
    if id_ not in rules.requirements and id_ not in rules.cross_checks:
        raise click.UsageError(t("no_such_id", id=id_))
    settings = Settings(
        edition=edition,
        as_of=as_of or today_in_japan(),
        engine=engine,
        documents=documents,
        password=password_of(password_file),
    )
    with Worker(SECONDS, MEMORY) as worker:
        assessment = worker.run(assess_file, plans if as_one else plans[0], packs, settings)
    click.echo(render(assessment, rules, id_, LANG), nl=False)
    return 0
