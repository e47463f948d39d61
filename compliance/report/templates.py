"""Templates (`rules/templates/*.j2`) -> text: the only user of Jinja. What comes from a plan is escaped for where it goes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from compliance.rules.loading import SHIPPED

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")


@cache
def _environment(folder: Path) -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(folder),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html.j2"]),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def fill(name: str, /, **values: Any) -> str:
    """The shipped template of that name with its values."""
    filled: str = _environment(SHIPPED / "templates").get_template(f"{name}.j2").render(md=markdown, **values)
    return filled


def markdown(text: str) -> str:
    """A text that means nothing in Markdown or HTML, on one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split())).replace("&", "&amp;")
