"""`compliance editions diff OLD NEW [PLAN]`"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance.cli.check import MEMORY, SECONDS, DateType
from compliance.cli.texts import LANG, t
from compliance.cli.today import today_in_japan


@click.group(help=t("editions_help"))
def command() -> None:
    """Editions of the national plan."""


@command.command("diff", help=t("editions_diff_help"))
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.argument("plan", required=False, type=click.Path(path_type=Path))
@click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
@click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def diff(old: str, new: str, plan: Path | None, as_of: date | None, packs: tuple[Path, ...]) -> int:
    """What the nation revised, and how a plan stands on it."""
    from compliance.assess import Settings, examine
    from compliance.edition_change import edition_changes
    from compliance.engine.worker import Worker
    from compliance.report.editions import render
    from compliance.rules.loading import rules_with

    rules = rules_with(packs)
    for number in (old, new):
        if number not in rules.editions:
            raise click.UsageError(t("no_such_edition", edition=number, known="、".join(sorted(rules.editions))))
    assessment = None
    if plan is not None:
        with Worker(SECONDS, MEMORY) as worker:
            settings = Settings(edition=new, as_of=as_of or today_in_japan())
            assessment = worker.run(examine, plan, packs, settings)[1]
        if assessment.edition != new:
            raise click.UsageError(t("diff_editions", old=new, new=assessment.edition))
    click.echo(render(edition_changes(rules, old, new), old, new, assessment, LANG), nl=False)
    return 0
