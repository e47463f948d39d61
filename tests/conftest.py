"""Fixtures shared by all tests; the folder of real plans, where there is one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from compliance.rules.loading import national_rules
from compliance.rules.ruleset import Rules

# The same examples on every run, and no limit of time: a red run must mean a fault, not a busy machine.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.load_profile("suite")

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "plans" / "sample" / "hinokawa-dx-plan.md"


@pytest.fixture(scope="session")
def rules() -> Rules:
    """The national rules."""
    return national_rules()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real plans, named by SHARED; tests that need it are skipped without it, and say so."""
    folder = Path(os.environ.get("SHARED") or "/nonexistent")
    if not (folder / "catalogue.yaml").is_file():
        pytest.skip("実在の計画のフォルダーがないため省きます(環境変数 SHARED)")
    return folder
