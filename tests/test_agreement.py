"""Agreement of two raters: textbook figures, symmetry, and files that are no judgements."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from compliance.agreement import STATUSES, Judged, agreement, load_pairs
from compliance.cli import main
from compliance.errors import InputError


def judged(*pairs: tuple[str, str, int]) -> list[Judged]:
    return [Judged("町", "STD-01", one, other) for one, other, times in pairs for _ in range(times)]


def test_figures_of_a_worked_example() -> None:
    """20 and 15 alike, 10 and 5 not: share 0.70, kappa (0.70 - 0.50) / 0.50, alpha 1 - 0.30 / 0.50."""
    found = agreement(
        judged(
            ("satisfied", "satisfied", 20),
            ("satisfied", "missing", 5),
            ("missing", "satisfied", 10),
            ("missing", "missing", 15),
        )
    )
    assert found.share.value == pytest.approx(0.7)
    assert found.kappa.value == pytest.approx(0.4)
    assert found.weighted.value == pytest.approx(0.4)
    assert found.alpha.value == pytest.approx(0.4)


def test_a_near_difference_weighs_half() -> None:
    near = agreement(judged(("satisfied", "partial", 2), ("missing", "missing", 8), ("satisfied", "satisfied", 8)), 1)
    far = agreement(judged(("satisfied", "missing", 2), ("missing", "missing", 8), ("satisfied", "satisfied", 8)), 1)
    assert near.weighted.value > far.weighted.value


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.sampled_from(STATUSES)), min_size=1, max_size=30))
def test_who_is_first_changes_nothing_and_an_interval_is_one(pairs: list[tuple[str, str]]) -> None:
    there = agreement(judged(*((one, other, 1) for one, other in pairs)), 5)
    back = agreement(judged(*((other, one, 1) for one, other in pairs)), 5)
    assert there.kappa.value == pytest.approx(back.kappa.value)
    assert there.alpha.value == pytest.approx(back.alpha.value)
    assert there.share.low <= there.share.high
    assert there.share.value == 1 or there.kappa.value < 1


def labels(folder: Path, name: str, status: str, municipality: str = "北山市") -> Path:
    file = folder / name
    file.write_text(
        f"plan: x\nmunicipality: {municipality}\nrequirements:\n  STD-01: {{status: {status}}}\n  ORG-09: {{status: not_applicable}}\n"
        "cross_checks:\n  CON-01: {status: clear}\n",
        encoding="utf-8",
    )
    return file


def test_readers_and_the_tool_are_compared_by_municipality(tmp_path: Path) -> None:
    result = tmp_path / "plan.json"
    result.write_text(
        json.dumps(
            {
                "plan": {"municipality": "北山市"},
                "requirements": [{"id": "STD-01", "status": "partial"}],
                "cross_checks": [{"id": "CON-01", "status": "clear"}],
            }
        ),
        encoding="utf-8",
    )
    gold = labels(tmp_path, "a.yaml", "satisfied")
    assert load_pairs([gold, result]) == [
        Judged("北山市", "STD-01", "satisfied", "partial"),
        Judged("北山市", "CON-01", "clear", "clear"),
    ]
    shown = CliRunner().invoke(main, ["agreement", str(gold), str(result)])
    assert "STD-01  北山市  記載あり / 一部記載" in shown.output


def test_a_file_alone_and_a_file_of_something_else_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="二つではありません"):
        load_pairs([labels(tmp_path, "a.yaml", "missing")])
    other = tmp_path / "b.json"
    other.write_text("[1]", encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.json: 判定のファイルではありません"):
        load_pairs([other])
