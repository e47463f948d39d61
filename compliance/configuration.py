"""The project's configuration: `compliance.yaml`, or `[tool.compliance]` of pyproject.toml, in the folder or one above it.

It fixes what a gate must not change by itself: above all `edition` and `as_of`, so that a plan nobody touched never turns
red because time passed. Paths in it are from its own folder.
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from compliance.errors import InputError, Problem
from compliance.yaml_source import load_source

NAMES = ("compliance.yaml", "pyproject.toml")


class Configuration(BaseModel):
    """The settings a file may give: options of `check` under their own names."""

    model_config = ConfigDict(extra="forbid")

    paths: list[str] = []
    edition: str | None = None
    as_of: date | None = None
    engine: Literal["durable", "reference"] | None = None
    fail_on: Literal["statutory", "effort", "priority", "foundation", "companion", "optional"] | None = None
    fail_on_partial: bool | None = None
    select: list[str] = []
    ignore: list[str] = []
    allow_unread: bool | None = None
    format: str | None = None
    output: list[str] = []
    rules: list[str] = []
    documents: str | None = None
    waivers: list[str] = []
    corrections: list[str] = []
    baseline: str | None = None
    letter_template: str | None = None


_PATHS = ("paths", "rules", "waivers", "corrections")
_PATH = ("documents", "baseline", "letter_template")


def find_configuration(folder: Path) -> Path | None:
    """The nearest configuration of a folder or one above it; a pyproject.toml counts only with `[tool.compliance]`."""
    for home in (folder, *folder.parents):
        for name in NAMES:
            file = home / name
            if file.is_file() and (name != "pyproject.toml" or _table(file) is not None):
                return file
    return None


def load_configuration(file: Path) -> dict[str, Any]:
    """Setting -> value, for those the file gives; paths made whole. Raises `InputError` naming file and line of unknown
    keys and wrong values."""
    found = _from_toml(file) if file.suffix == ".toml" else _from_yaml(file)
    values = found.model_dump(exclude_unset=True, exclude_none=True)
    home = file.parent
    for name in _PATHS:
        if name in values:
            values[name] = [str(home / path) for path in values[name]]
    for name in _PATH:
        if name in values:
            values[name] = str(home / values[name])
    if "output" in values:
        values["output"] = [
            f"{form}{colon}{home / path}" if colon else form
            for form, colon, path in (entry.partition(":") for entry in values["output"])
        ]
    return values


def _from_yaml(file: Path) -> Configuration:
    source = load_source(file)
    if source.data is None:
        return Configuration()
    found = source.validate(Configuration)
    if found is None or source.problems:
        raise InputError(source.problems)
    return found


def _from_toml(file: Path) -> Configuration:
    table = _table(file)
    try:
        return Configuration.model_validate(table or {})
    except ValidationError as error:
        known = "、".join(Configuration.model_fields)
        raise InputError(
            [
                Problem(
                    f"[tool.compliance] の {'.'.join(map(str, fault['loc']))} が正しくありません。使えるキー: {known}",
                    f"[tool.compliance] {'.'.join(map(str, fault['loc']))}: {fault['msg']}; keys: {known}",
                    str(file),
                    _line(file, str(fault["loc"][0])),
                )
                for fault in error.errors()
            ]
        ) from error


def _table(file: Path) -> dict[str, Any] | None:
    """`[tool.compliance]` of a pyproject.toml; None without one."""
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise InputError(
            Problem(f"TOML として読めません({error})。", f"not valid TOML ({error})", str(file))
        ) from error
    table: dict[str, Any] | None = data.get("tool", {}).get("compliance")
    return table


def _line(file: Path, key: str) -> int | None:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.split("=")[0].strip().strip('"') == key), None)
