"""`rules/` -> `Rules`: every YAML file read, checked and joined. All faults are reported at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from compliance.errors import InputError, Problem
from compliance.rules.fingerprints import load_fingerprints
from compliance.rules.likeness import FILE, load_likeness
from compliance.rules.linting import lint
from compliance.rules.models import (
    CrossCheckFile,
    Edition,
    Element,
    RequirementFile,
    VocabularyFile,
    Way,
)
from compliance.rules.reading import Actors, Reading, Strengths, Surroundings
from compliance.rules.reference import load_reference
from compliance.rules.ruleset import Rules
from compliance.yaml_source import YamlSource, load_source

SHIPPED = next(
    folder for folder in (Path(__file__).parents[1] / "_rules", Path(__file__).parents[2] / "rules") if folder.is_dir()
)
"""The national rules: inside the installed package, or at the top of the checkout."""


@cache
def national_rules() -> Rules:
    """The rules shipped with the tool, loaded once per process."""
    return load_rules((SHIPPED,))


@cache
def rules_with(packs: tuple[Path, ...]) -> Rules:
    """The national rules, joined with the packs given (folders of the same layout), loaded once per process."""
    for pack in packs:
        if not pack.is_dir():
            raise InputError(Problem("規則のフォルダーがありません。", "no such rule folder", str(pack)))
        if not any(file.parent.name in _FILES for file in pack.rglob("*.yaml")):
            folders = "、".join(_FILES)
            raise InputError(
                Problem(
                    f"規則のファイルがありません。この下のフォルダー({folders})に YAML を置いてください。",
                    f"no rule files; put YAML into its folders {folders}",
                    str(pack),
                )
            )
    return load_rules((SHIPPED, *packs)) if packs else national_rules()


def load_rules(folders: Iterable[Path]) -> Rules:
    """Load the rule folders together (national, then a prefecture's own). Raises `InputError` with every problem."""
    problems: list[Problem] = []
    folders = list(folders)
    files = [file for folder in folders for file in sorted(folder.rglob("*.yaml"))]
    if not files:
        raise InputError(Problem("規則(YAML)が一つもありません。", "no rule files (YAML) here", str(folders[0])))
    rules = Rules(
        "+".join(_name(folder) for folder in folders),
        _hash(folders),
        _reading(folders, problems),
        load_reference(SHIPPED / "reference"),
        load_fingerprints(SHIPPED / "reference" / "national_text.fingerprints"),
        load_likeness(SHIPPED / "likeness" / FILE),
    )
    for file in files:
        load = _FILES.get(file.parent.name)
        if load:
            load(rules, file, problems)
    problems.extend(lint(rules))
    if problems:
        raise InputError(sorted(set(problems), key=lambda problem: (problem.file, problem.line or 0)))
    return rules


def _name(folder: Path) -> str:
    return "national" if folder == SHIPPED else folder.name


def _hash(folders: list[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _reading(folders: list[Path], problems: list[Problem]) -> Reading:
    """How to read sentences: the last folder that has the file rules, the shipped ones otherwise."""
    parts: dict[str, object] = {}
    for name, model in (("strengths", Strengths), ("actors", Actors), ("surroundings", Surroundings)):
        homes = [folder for folder in [SHIPPED, *folders] if (folder / "reading" / f"{name}.yaml").is_file()]
        source = load_source(homes[-1] / "reading" / f"{name}.yaml", trusted=homes[-1] == SHIPPED)
        part = source.validate(model)
        if part is None:
            raise InputError([*problems, *source.problems])
        parts[name] = part
    return Reading.model_validate(parts)


def _vocabulary(rules: Rules, file: Path, problems: list[Problem]) -> None:
    source = load_source(file, trusted=SHIPPED in file.parents)
    part = source.validate(VocabularyFile)
    problems.extend(source.problems)
    if part is None:
        return
    rules.topics.setdefault(part.topic, part.title)
    for name, concept in part.concepts.items():
        if _new(rules, f"{part.topic}.{name}", source, ("concepts", name), problems):
            rules.concepts[f"{part.topic}.{name}"] = concept
    for name, element in part.elements.items():
        if _new(rules, f"{part.topic}.{name}", source, ("elements", name), problems):
            rules.elements[f"{part.topic}.{name}"] = _full_ids(element, part.topic)


def _full_ids(element: Element, topic: str) -> Element:
    """The element with every concept named in full: an id without a dot means the file's own topic."""

    def full(name: str) -> str:
        return name if "." in name or name.startswith("kind:") else f"{topic}.{name}"

    ways = [
        Way(
            says=[_group(group, full) for group in way.says],
            about=[_group(group, full) for group in way.about],
            unless=[full(name) for name in way.unless],
            not_below=[full(name) for name in way.not_below],
        )
        for way in element.ways
    ]
    return Element(title=element.title, ways=ways, object=element.object)


def _group(group: str | list[str], full: object) -> list[str]:
    names = [group] if isinstance(group, str) else group
    return [full(name) for name in names]  # type: ignore[operator]


def _requirements(rules: Rules, file: Path, problems: list[Problem]) -> None:
    source = load_source(file, trusted=SHIPPED in file.parents)
    part = source.validate(RequirementFile)
    problems.extend(source.problems)
    if part is None:
        return
    rules.topics.setdefault(part.topic, part.title)
    for index, requirement in enumerate(part.requirements):
        if requirement.topic != part.topic:
            problems.append(
                Problem(
                    f"{requirement.id} は主題 {part.topic} のファイルに置けません。",
                    f"{requirement.id} does not belong in the file of topic {part.topic}",
                    source.file,
                    source.line(("requirements", index)),
                )
            )
        if _new(rules, requirement.id, source, ("requirements", index), problems):
            rules.requirements[requirement.id] = requirement


def _cross_checks(rules: Rules, file: Path, problems: list[Problem]) -> None:
    source = load_source(file, trusted=SHIPPED in file.parents)
    part = source.validate(CrossCheckFile)
    problems.extend(source.problems)
    for index, check in enumerate(part.cross_checks if part else []):
        if _new(rules, check.id, source, ("cross_checks", index), problems):
            rules.cross_checks[check.id] = check
    rules.cross_checks = dict(sorted(rules.cross_checks.items()))


def _editions(rules: Rules, file: Path, problems: list[Problem]) -> None:
    source = load_source(file, trusted=SHIPPED in file.parents)
    edition = source.validate(Edition)
    problems.extend(source.problems)
    if edition and _new(rules, f"edition {edition.edition}", source, (), problems):
        rules.editions[edition.edition] = edition


def _new(rules: Rules, id_: str, source: YamlSource, path: tuple[str | int, ...], problems: list[Problem]) -> bool:
    """Note where an id is defined; an id that clashes with one before it is a problem."""
    if id_ in rules.sources:
        other, line = rules.place_of(id_)
        problems.append(
            Problem(
                f"「{id_}」は {other}:{line} でも定義されています。別の名前にしてください。",
                f"{id_!r} is defined in {other}:{line} too; choose another id",
                source.file,
                source.line(path),
            )
        )
        return False
    rules.sources[id_] = (source, path)
    return True


_FILES = {
    "vocabulary": _vocabulary,
    "requirements": _requirements,
    "cross_checks": _cross_checks,
    "editions": _editions,
}
"""Folder -> what its files hold. `reading` and `reference` have loaders of their own."""
