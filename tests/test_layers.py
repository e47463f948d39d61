"""A file imports only from its own layer and from those below it; third-party libraries have one address each."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

LAYERS = [
    "errors",
    "version",
    "files",
    "japanese",
    "document",
    "yaml_source",
    "plan",
    "configuration",
    "plan_review",
    "plan_file",
    "assessment",
    "rules",
    "facts",
    "read",
    "extract",
    "engine",
    "verdict",
    "decisions",
    "revision",
    "edition_change",
    "assess",
    "audit",
    "examples",
    "likeness_training",
    "agreement",
    "report",
    "cli",
]
ADDRESS = {
    "durable": {"engine/durable.py"},
    "ahocorasick_rs": {"extract/lexicon.py"},
    "charset_normalizer": {"read/text.py"},
    "yaml": {"yaml_source.py", "plan_file.py", "decisions/corrections.py"},
    "nltk": {"agreement.py"},
    "sklearn": {"likeness_training.py"},
    "scipy": {"likeness_training.py"},
    "numpy": {"extract/likeness.py", "rules/likeness.py"},
    "distributed": {"audit/executor.py"},
    "docx": {"report/docx.py"},
    "jinja2": {"report/templates.py"},
    "lxml": {"read/ooxml.py", "read/html.py"},
    "openpyxl": {"read/xlsx.py", "report/xlsx.py", "report/audit_workbook.py", "report/reviewed_workbook.py"},
    "pypdfium2": {"read/pdf/pdfium.py"},
    "rich": {"report/text.py"},
}
FILES = sorted((ROOT / "compliance").rglob("*.py"))


def layer_of(path: Path) -> str:
    """The first part of a file's path below the package."""
    relative = path.relative_to(ROOT / "compliance")
    return relative.parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Dotted names a file imports at any depth, type-checking ones left out."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    own = layer_of(path)
    if own == "__init__":
        return
    for name in imports_of(path):
        if name.startswith("compliance."):
            other = name.split(".")[1]
            assert LAYERS.index(other) <= LAYERS.index(own), f"{own} imports {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_libraries_have_one_address(path: Path) -> None:
    relative = path.relative_to(ROOT / "compliance").as_posix()
    for name in imports_of(path):
        allowed = ADDRESS.get(name.split(".")[0])
        assert allowed is None or relative in allowed, f"{relative} imports {name}"


def test_files_stay_readable() -> None:
    long = {path.name: count for path in FILES if (count := len(path.read_text(encoding="utf-8").splitlines())) > 400}
    assert not long
