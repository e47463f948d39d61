"""A YAML file as plain data; every fault with its line and the way out; nothing hostile in it takes effect."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from compliance.errors import InputError, Problem
from compliance.yaml_source import MAX_BYTES, YamlSource, load_source

FILE = Path("規則.yaml")


class Item(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    level: Literal["high", "low"] = "low"


class Catalogue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str
    items: list[Item] = []


def source(text: str) -> YamlSource:
    return YamlSource(FILE, text)


def refused(text: str) -> Problem:
    with pytest.raises(InputError) as caught:
        source(text)
    (problem,) = caught.value.problems
    return problem


def faults(text: str) -> list[str]:
    """The messages of a text that does not fit `Catalogue`."""
    read = source(text)
    assert read.validate(Catalogue) is None
    return [problem.text() for problem in read.problems]


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**6), 10**6)
    | st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abcあ", min_size=1, max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_data_is_read_as_written(value: Any) -> None:
    text = yaml.safe_dump({"value": value}, allow_unicode=True, default_flow_style=True)
    assert source(text).data == {"value": value}


def test_every_part_knows_its_line_and_a_missing_one_that_of_the_part_above() -> None:
    read = source("title: 規則\nitems:\n  - name: 一\n  - name: 二\n    level: high\n")
    assert [read.line(path) for path in (("title",), ("items", 1), ("items", 1, "level"))] == [1, 4, 5]
    assert read.line(("items", 1, "nothing", "here")) == 4
    assert read.line(("nothing",)) == 1


def test_a_text_that_fits_is_the_model() -> None:
    read = source("title: 規則\nitems:\n  - name: 一\n")
    assert read.validate(Catalogue) == Catalogue(title="規則", items=[Item(name="一")])
    assert read.problems == []


def test_all_faults_are_reported_at_once_each_with_its_line_and_the_way_out() -> None:
    messages = faults("titel: 規則\nitems:\n  - name: 一\n    level: middle\n  - nome: 二\n")
    assert len(messages) == 5
    assert any(text.startswith("規則.yaml:1: titel: 知らないキー") and "items、title" in text for text in messages)
    assert any(text.startswith("規則.yaml:1: title: 必要なキー") for text in messages)
    assert any(
        text.startswith("規則.yaml:4: items → 0 → level: 値「middle」") and "'high'" in text for text in messages
    )
    assert any(
        text.startswith("規則.yaml:5: items → 1 → nome: 知らないキー") and "level、name" in text for text in messages
    )
    assert any(text.startswith("規則.yaml:5: items → 1 → name: 必要なキー") for text in messages)


def test_a_wrong_type_shows_the_value() -> None:
    (message,) = faults("title: 規則\nitems: なし\n")
    assert message.startswith("規則.yaml:2: items: 値「なし」")


def test_a_key_written_twice_is_a_fault_at_the_second() -> None:
    (problem,) = source("title: 規則\ntitle: 二つ目\n").problems
    assert (problem.line, "二度" in problem.ja) == (2, True)


@pytest.mark.parametrize("text", ["title: &a 規則\n", "title: 規則\nitems: *a\n"])
def test_anchors_and_aliases_are_refused_with_their_line(text: str) -> None:
    problem = refused(text)
    assert (problem.line, "アンカー" in problem.ja) == (text.count("\n"), True)


@pytest.mark.parametrize("text", ["title: R&D\n", "title: '*注意*'\n", "title: 注1*\n"])
def test_an_ampersand_or_a_star_in_a_text_is_no_anchor(text: str) -> None:
    assert source(text).problems == []


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 50_000, "- " * 50_000 + "x", "? " * 50_000])
def test_deep_nesting_is_refused_before_it_can_break_the_parser(text: str) -> None:
    assert "深すぎ" in refused(text).ja


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.getcwd []",
        "!!python/name:os.system",
        "a: !mine x",
        "a: !!int",
        "a: !!bool x",
        "a: !!timestamp x",
        "? [a]\n: b",
    ],
)
def test_tags_make_no_objects(text: str) -> None:
    try:
        data = source(text).data
    except InputError:
        return
    assert isinstance(data, (str, list, dict))


@pytest.mark.parametrize(("text", "line"), [("a: 1\nb: [1, 2\n", 3), ("a: 1\n\tb: 2\n", 2), ("a: 2025-13-01\n", 1)])
def test_what_is_no_yaml_or_no_value_is_named_with_its_line(text: str, line: int) -> None:
    assert refused(text).line == line


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(["a: ", "- ", "[", "]", "{", "}", "&a ", "*a", "\n", "'", '"', "|", "0x", "1e9", "? ", "<<: "])
    ).map("".join)
)
def test_any_text_is_data_or_an_error_for_a_person(text: str) -> None:
    with suppress(InputError):
        assert source(text).line(()) >= 1


def test_files_that_can_not_be_used_say_what_to_do(tmp_path: Path) -> None:
    sjis, huge, bom = tmp_path / "sjis.yaml", tmp_path / "huge.yaml", tmp_path / "bom.yaml"
    sjis.write_bytes("title: 規則".encode("cp932"))
    huge.touch()
    with huge.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    bom.write_bytes("\ufefftitle: 規則".encode())
    for path, says in (
        (sjis, "UTF-8"),
        (huge, "大きすぎ"),
        (tmp_path / "none.yaml", "開けません"),
        (tmp_path, "開けません"),
    ):
        with pytest.raises(InputError, match=says) as caught:
            load_source(path)
        assert caught.value.problems[0].file == str(path)
    assert load_source(bom).data == {"title": "規則"}
