"""Strict loading: every fault with file and line, all at once; packs are joined."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from compliance.errors import InputError
from compliance.rules.loading import rules_with
from compliance.rules.ruleset import Rules

VOCABULARY = """\
topic: KEN
title: 県の独自要件
concepts:
  drone: {title: ドローン, kind: tool, wordings: {general: [ドローン, 無人航空機]}}
elements:
  drone_use:
    title: ドローンを使う
    ways:
      - {says: [drone]}
"""
REQUIREMENTS = """\
topic: KEN
title: 県の独自要件
requirements:
  - id: KEN-01
    title: ドローンの活用
    applies_to: [municipality]
    criterion: {satisfied: 使うと書いている。, partial: 検討する。, not_enough: 説明だけ。}
    parts:
      - {name: a, title: 使う, when: {element: KEN.drone_use, force: firm}}
    partial: {element: KEN.drone_use, force: [weak, named]}
    remedy: 使う業務を書く。
    examples: {satisfied: [橋の点検にドローンを使います。], partial: [ドローンの利用を検討します。], missing: [広報紙を配ります。]}
"""
EDITION = """\
edition: 県1
title: 県の指針
published: 2025-04-01
confirmed: true
note: 県独自
alongside: true
requirements:
  KEN-01: {clause: '1', obligation: companion}
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A prefecture's own pack: one more requirement, with YAML alone."""
    for name, text in (("vocabulary", VOCABULARY), ("requirements", REQUIREMENTS), ("editions", EDITION)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "KEN.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def faults(pack: Path) -> list[str]:
    """The messages of loading a pack, shortest place."""
    with pytest.raises(InputError) as caught:
        rules_with((pack,))
    return [problem.text().replace(f"{pack}/", "") for problem in caught.value.problems]


def test_the_catalogue_is_whole(rules: Rules, shared: Path) -> None:
    import yaml

    catalogue = yaml.safe_load((shared / "catalogue.yaml").read_text(encoding="utf-8"))
    for entry in catalogue["requirements"]:
        rule = rules.requirements[entry["id"]]
        assert (rule.title, rule.applies_to, rule.effective_from, rule.deadline_fy, rule.remedy) == (
            entry["title"],
            entry["applies_to"],
            entry["effective_from"],
            entry["deadline_fy"],
            entry["remedy"],
        )
        for number, edition in rules.editions.items():
            clause = entry["versions"].get(number)
            held = edition.requirements.get(entry["id"])
            assert (held is None) == (clause is None)
            if held:
                assert (held.clause + ("?" if held.inferred else ""), held.obligation) == (
                    str(clause),
                    entry["obligation"],
                )
    assert sorted(rules.requirements) == sorted(entry["id"] for entry in catalogue["requirements"])
    assert sorted(rules.cross_checks) == sorted(entry["id"] for entry in catalogue["cross_checks"])
    assert all(rules.cross_checks[entry["id"]].severity == entry["severity"] for entry in catalogue["cross_checks"])


def test_a_pack_adds_a_requirement_with_yaml_alone(pack: Path, rules: Rules) -> None:
    joined = rules_with((pack,))
    assert set(joined.requirements) - set(rules.requirements) == {"KEN-01"}
    assert joined.sha256 != rules.sha256


def test_words_stand_in_one_text_or_in_a_list(pack: Path) -> None:
    listed = rules_with((pack,)).concepts["KEN.drone"]
    folder = pack.with_name("texts")
    shutil.copytree(pack, folder)
    text = VOCABULARY.replace("[ドローン, 無人航空機]", '"ドローン\\n  無人航空機"')
    (folder / "vocabulary" / "KEN.yaml").write_text(text, encoding="utf-8")
    assert rules_with((folder,)).concepts["KEN.drone"] == listed


@pytest.mark.parametrize("word", ["…", "\u200b", "…\u200b…"])
def test_a_word_has_something_to_look_for(pack: Path, word: str) -> None:
    text = VOCABULARY.replace("[ドローン, 無人航空機]", f'[ドローン, "{word}"]')
    (pack / "vocabulary" / "KEN.yaml").write_text(text, encoding="utf-8")
    assert faults(pack)[-1].startswith("vocabulary/KEN.yaml:4: concepts → drone → wordings → general → 1")


def test_ids_must_not_clash(pack: Path) -> None:
    (pack / "requirements" / "again.yaml").write_text(REQUIREMENTS, encoding="utf-8")
    (message,) = faults(pack)
    assert message.startswith("requirements/again.yaml:4: 「KEN-01」は")
    assert "KEN.yaml:4" in message


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "says"),
    [
        ("requirements/KEN.yaml", "remedy:", "remeby:", "requirements/KEN.yaml:11", "使えるキー"),
        ("requirements/KEN.yaml", "    remedy: 使う業務を書く。\n", "", "requirements/KEN.yaml:4", "必要なキー"),
        (
            "requirements/KEN.yaml",
            "KEN.drone_use, force: firm",
            "KEN.dron_use, force: firm",
            "requirements/KEN.yaml:4",
            "KEN.drone_use",
        ),
        ("requirements/KEN.yaml", "force: firm", "forse: firm", "requirements/KEN.yaml:4", "ある項目"),
        ("requirements/KEN.yaml", "force: firm", "force: strong", "requirements/KEN.yaml:4", "firm、weak、named、none"),
        ("requirements/KEN.yaml", "force: firm", "year: 2", "requirements/KEN.yaml:4", "bool"),
        (
            "requirements/KEN.yaml",
            "applies_to: [municipality]",
            "applies_to: [village]",
            "requirements/KEN.yaml:6",
            "municipality",
        ),
        (
            "requirements/KEN.yaml",
            "satisfied: [橋の点検にドローンを使います。], ",
            "",
            "requirements/KEN.yaml:12",
            "必要なキー",
        ),
        (
            "requirements/KEN.yaml",
            "{element: KEN.drone_use, force: firm}",
            "{fact: comitment, element: KEN.drone_use}",
            "requirements/KEN.yaml:4",
            "commitment",
        ),
        (
            "requirements/KEN.yaml",
            "{element: KEN.drone_use, force: firm}",
            "{at_least: 3, distinct: force, of: [{element: KEN.drone_use, force: [firm, weak]}]}",
            "requirements/KEN.yaml:4",
            "3 個以上になりません",
        ),
        (
            "requirements/KEN.yaml",
            "{element: KEN.drone_use, force: firm}",
            "{all: [{element: KEN.drone_use}, {none: [{element: KEN.drone_use}]}]}",
            "requirements/KEN.yaml:4",
            "決して成り立ちません",
        ),
        ("vocabulary/KEN.yaml", "says: [drone]", "says: [dron]", "vocabulary/KEN.yaml:6", "KEN.dron"),
        ("vocabulary/KEN.yaml", "kind: tool", "kind: tool, kind: x", "vocabulary/KEN.yaml:4", "二度"),
        (
            "vocabulary/KEN.yaml",
            "title: ドローンを使う",
            "title: &a ドローンを使う",
            "vocabulary/KEN.yaml:7",
            "アンカー",
        ),
        ("editions/KEN.yaml", "KEN-01:", "KEN-02:", "editions/KEN.yaml:1", "KEN-02"),
        ("editions/KEN.yaml", "published: 2025-04-01", "published: 2025-13-01", "editions/KEN.yaml:3", "2025-13-01"),
        ("editions/KEN.yaml", "note: 県独自", "note: [", "editions/KEN.yaml", "YAML"),
    ],
)
def test_every_fault_is_named_with_file_and_line(
    pack: Path, file: str, old: str, new: str, place: str, says: str
) -> None:
    path = pack / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    messages = faults(pack)
    assert any(message.startswith(place) and says in message for message in messages), messages


def test_ten_faults_are_reported_at_once(pack: Path) -> None:
    requirement = REQUIREMENTS[REQUIREMENTS.index("  - id") :]
    bad = [
        requirement.replace("KEN-01", f"KEN-{number:02d}").replace("force: firm", "force: strong")
        for number in range(2, 12)
    ]
    (pack / "requirements" / "bad.yaml").write_text(
        REQUIREMENTS[: REQUIREMENTS.index("  - id")] + "".join(bad), encoding="utf-8"
    )
    messages = [message for message in faults(pack) if "strong" in message]
    assert len(messages) == 10
    assert len({message.split(": ")[0] for message in messages}) == 10


def test_a_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="フォルダーがありません"):
        rules_with((tmp_path / "nowhere",))


CHECK = """\
subject: 県の点検
cross_checks:
  - id: KEN-90
    title: 県の点検
    kind: count_mismatch
    parameters: {expected: 20, expected_since: "2022-01"}
    severity: note
    raised_when: 数が違う。
    not_assessable_when: 数がない。
    messages: {raised: 数が違います。, clear: 同じです。, not_assessable: 数がありません。}
    remedy: 数を揃える。
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("kind: count_mismatch", "kind: count_missmatch", "ある種類"), ("expected: 20, ", "", "expected")],
)
def test_a_cross_check_names_a_known_kind_and_its_parameters(pack: Path, old: str, new: str, says: str) -> None:
    (pack / "cross_checks").mkdir()
    path = pack / "cross_checks" / "KEN.yaml"
    path.write_text(CHECK, encoding="utf-8")
    assert "KEN-90" in rules_with((pack,)).cross_checks
    rules_with.cache_clear()
    path.write_text(CHECK.replace(old, new), encoding="utf-8")
    (message,) = faults(pack)
    assert message.startswith("cross_checks/KEN.yaml:3: KEN-90")
    assert says in message
