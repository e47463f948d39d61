"""`compliance waivers lint|list FILE...`"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from compliance.cli.check import DateType
from compliance.cli.texts import LANG, t
from compliance.cli.today import today_in_japan

files_argument = click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
as_of_option = click.option("--as-of", type=DateType(), default=None, help=t("as_of_help"))
pack_option = click.option("--rules", "packs", multiple=True, type=click.Path(path_type=Path), help=t("rules_help"))
lang_option = click.option(
    "--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False
)


@click.group(help=t("waivers_help"))
def command() -> None:
    """Waivers of a prefecture or municipality."""


@command.command("lint", help=t("waivers_lint_help"))
@files_argument
@as_of_option
@pack_option
@lang_option
def lint(files: tuple[Path, ...], as_of: date | None, packs: tuple[Path, ...]) -> int:
    """Print every fault; exit 2 when there is one."""
    from compliance.decisions.waivers import faults, load_waivers
    from compliance.rules.loading import rules_with

    waivers = load_waivers(files)
    found = faults(waivers, rules_with(packs), as_of or today_in_japan())
    for problem in found:
        click.echo(problem.text(LANG), err=True)
    if not found:
        click.echo(t("waivers_ok", count=len(waivers)))
    return 2 if found else 0


@command.command("list", help=t("waivers_list_help"))
@files_argument
@as_of_option
@lang_option
def list_(files: tuple[Path, ...], as_of: date | None) -> int:
    """One line for each waiver, those that end first before the others."""
    from compliance.decisions.waivers import load_waivers

    day = as_of or today_in_japan()
    for placed in sorted(load_waivers(files), key=lambda placed: str(placed.entry.until)):
        entry = placed.entry
        state = t(f"waiver_{entry.state(day)}")
        columns = (
            entry.id,
            entry.plan,
            state,
            f"{entry.from_}〜{entry.until}",
            entry.approver,
            entry.document,
            entry.reason,
        )
        click.echo("\t".join(columns))
    return 0
