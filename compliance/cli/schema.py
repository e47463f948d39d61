"""`compliance schema plan|assessment`"""

from __future__ import annotations

import click

from compliance.cli.texts import LANG, t


@click.command(help=t("schema_help"))
@click.argument("what", type=click.Choice(["plan", "assessment"]))
@click.option("--lang", type=click.Choice(["ja", "en"]), default=LANG, help=t("lang_help"), expose_value=False)
def command(what: str) -> int:
    """Print the JSON Schema."""
    import json

    from pydantic import BaseModel

    from compliance.assessment import Assessment
    from compliance.plan import Plan

    models: dict[str, type[BaseModel]] = {"plan": Plan, "assessment": Assessment}
    click.echo(json.dumps(models[what].model_json_schema(), ensure_ascii=False, indent=2))
    return 0
