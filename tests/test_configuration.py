"""The configuration file: what it fixes, what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from compliance.configuration import find_configuration, load_configuration
from compliance.errors import InputError


def written(folder: Path, text: str, name: str = "compliance.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_paths_are_from_the_folder_of_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, 'edition: "4.0"\npaths: [a.md]\nbaseline: 既知.json\noutput: ["html:結果.html"]\n')
    assert load_configuration(file) == {
        "edition": "4.0",
        "paths": [str(tmp_path / "a.md")],
        "baseline": str(tmp_path / "既知.json"),
        "output": [f"html:{tmp_path / '結果.html'}"],
    }


def test_the_nearest_file_counts_and_a_pyproject_without_the_table_does_not(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    written(tmp_path, "[tool.other]\nx = 1\n", "pyproject.toml")
    assert find_configuration(inner) is None
    outer = written(tmp_path, 'edition: "4.0"\n')
    assert find_configuration(inner) == outer
    nearer = written(tmp_path / "a", '[tool.compliance]\nedition = "5.0"\n', "pyproject.toml")
    assert find_configuration(inner) == nearer
    assert load_configuration(nearer) == {"edition": "5.0"}


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("compliance.yaml", 'edition: "4.0"\nfail-on: priority\n', 2, "fail_on"),
        ("compliance.yaml", "as_of: いつか\n", 1, "as_of"),
        ("compliance.yaml", "fail_on: 全部\n", 1, "statutory"),
        ("pyproject.toml", '[tool.compliance]\nedition = "4.0"\nfailon = "x"\n', 3, "fail_on"),
        ("pyproject.toml", "[tool.compliance\n", None, "TOML"),
    ],
)
def test_faults_are_named_with_file_line_and_what_is_allowed(
    tmp_path: Path, name: str, text: str, line: int | None, said: str
) -> None:
    with pytest.raises(InputError) as caught:
        load_configuration(written(tmp_path, text, name))
    problem = caught.value.problems[0]
    assert (problem.line, said in problem.ja) == (line, True)


def test_an_empty_file_fixes_nothing(tmp_path: Path) -> None:
    assert load_configuration(written(tmp_path, "# まだない\n")) == {}
