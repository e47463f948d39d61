"""Options that a configuration file or the environment can give: command line over environment over file over default."""

from __future__ import annotations

from pathlib import Path

import click

from compliance.cli.texts import t

NAMES = {"format": "form", "output": "outputs", "rules": "packs"}
"""Setting -> parameter of the command, where they differ."""


def use_configuration(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    """Callback of `--config`: make the file's values the defaults of the other options."""
    from compliance.configuration import find_configuration, load_configuration

    file = value or find_configuration(Path.cwd())
    if file is not None:
        values = load_configuration(file)
        ctx.default_map = {NAMES.get(name, name): setting for name, setting in values.items()}
    return file


def shown_configuration(ctx: click.Context, file: Path | None) -> str:
    """Every setting with its value and where it comes from, a line each."""
    origins = {
        "COMMANDLINE": t("origin_command"),
        "ENVIRONMENT": t("origin_environment"),
        "DEFAULT_MAP": str(file),
        "DEFAULT": t("origin_default"),
    }
    lines = []
    for param in ctx.command.params:
        if param.name in (None, "config", "show_config", "quiet", "help", "lang"):
            continue
        source = ctx.get_parameter_source(str(param.name))
        value = ctx.params[str(param.name)]
        said = " ".join(_said(entry) for entry in value) if isinstance(value, tuple) else _said(value)
        lines.append(f"{_name(param)}\t{said}\t{origins[source.name] if source else ''}")
    return "\n".join(lines) + "\n"


def _name(param: click.Parameter) -> str:
    return next((option for option in param.opts if option.startswith("--")), param.opts[0]).lstrip("-")


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return ":".join(map(str, value))
    return "" if value is None else str(value)
