"""`compliance baseline create|update`"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from compliance.cli.check import MEMORY, SECONDS, DateType
from compliance.cli.texts import LANG, t
from compliance.cli.today import today_in_japan

if TYPE_CHECKING:
    from compliance.assessment import Assessment

paths_argument = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
edition_option = click.option("--edition", default="auto", show_default=True, help=t("edition_help"))
as_of_option = click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
pack_option = click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
lang_option = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False
)


@click.group(help=t("baseline_group_help"))
def command() -> None:
    """Findings that are known."""


@command.command("create", help=t("baseline_create_help"))
@paths_argument
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help=t("baseline_output_help"))
@edition_option
@as_of_option
@pack_option
@lang_option
def create(paths: tuple[Path, ...], output: Path, edition: str, as_of: date | None, packs: tuple[Path, ...]) -> int:
    """Write the findings of plans (or of their results) as known."""
    from compliance.decisions.baseline import dump_baseline, findings_of
    from compliance.files import write

    known = {entry for assessment in _assessed(paths, edition, as_of, packs) for entry in findings_of(assessment)}
    write(output, dump_baseline(known))
    click.echo(t("baseline_written", count=len(known), path=output), err=True)
    return 0


@command.command("update", help=t("baseline_update_help"))
@click.argument("baseline", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@paths_argument
@click.option("--prune", is_flag=True, help=t("baseline_prune_help"))
@edition_option
@as_of_option
@pack_option
@lang_option
def update(
    baseline: Path, paths: tuple[Path, ...], prune: bool, edition: str, as_of: date | None, packs: tuple[Path, ...]
) -> int:
    """Add the findings that are new; with --prune drop those of these plans that are fixed or reworded."""
    from compliance.decisions.baseline import dump_baseline, findings_of, load_baseline
    from compliance.decisions.plan_name import plan_name
    from compliance.files import write

    assessments = list(_assessed(paths, edition, as_of, packs))
    before = load_baseline(baseline)
    standing = {entry for assessment in assessments for entry in findings_of(assessment)}
    names = {plan_name(assessment.plan) for assessment in assessments}
    kept = {entry for entry in before if not prune or entry.plan not in names or entry in standing}
    write(baseline, dump_baseline(kept | standing))
    click.echo(t("baseline_updated", added=len(standing - before), dropped=len(before - kept), path=baseline), err=True)
    return 0


def _assessed(
    paths: tuple[Path, ...], edition: str, as_of: date | None, packs: tuple[Path, ...]
) -> Iterable[Assessment]:
    from compliance.assess import Settings, examine
    from compliance.engine.worker import Worker

    settings = Settings(edition=edition, as_of=as_of or today_in_japan())
    with Worker(SECONDS, MEMORY) as worker:
        for path in paths:
            yield worker.run(examine, path, packs, settings)[1]
