"""A YAML file -> plain data, and the line every part of it stands on. The only importer of yaml for reading.

Aliases and anchors are refused (an alias bomb has no place in a rule or a plan), and so are duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from compliance.errors import InputError, Problem

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
KeyPath = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel)

STRING = "tag:yaml.org,2002:str"
MAX_BYTES = 20_000_000
DEEPEST = 100
"""No rule or plan nests deeper than about ten."""
_DASHES = re.compile(r"(?:[-?] ){60,}")


class YamlSource:
    """One YAML file: its `data`, and `line(path)` for messages. `trusted`: our own file, not looked through for bombs."""

    def __init__(self, file: Path, text: str, trusted: bool = False) -> None:
        self._constructor = Loader("")
        self._trusted = trusted
        self.file = str(file)
        self._lines: dict[KeyPath, int] = {}
        self.problems: list[Problem] = []
        self.data = self._load(text)

    def _load(self, text: str) -> Any:
        """Compose and convert. Raises `InputError` with the line where YAML says one."""
        try:
            if not self._trusted:
                _refuse_deep(text, self.file)
                _refuse_aliases(text, self.file)
            node = yaml.compose(text, Loader=Loader)
            return self._value(node, ()) if node is not None else None
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise InputError(
                Problem(
                    f"YAML の書き方に誤りがあります({getattr(error, 'problem', None) or error})。字下げと記号を確かめてください。",
                    f"not valid YAML: {getattr(error, 'problem', None) or error}",
                    self.file,
                    mark.line + 1 if mark else None,
                )
            ) from error
        except (RecursionError, ValueError) as error:
            raise InputError(
                Problem(
                    "YAML の入れ子が深すぎるか、値が読めません。",
                    "YAML nested too deeply or an unreadable value",
                    self.file,
                )
            ) from error

    def _value(self, node: Any, path: KeyPath) -> Any:
        self._lines[path] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, (*path, index)) for index, item in enumerate(node.value)]
        if node.tag == STRING:
            return node.value
        try:
            return self._constructor.construct_object(node)
        except (yaml.YAMLError, ValueError, LookupError, AttributeError, TypeError) as error:
            raise InputError(
                Problem(
                    f"値「{str(node.value)[:40]}」が読めません。",
                    f"unreadable value {str(node.value)[:40]!r}",
                    self.file,
                    node.start_mark.line + 1,
                )
            ) from error

    def _mapping(self, node: Any, path: KeyPath) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise InputError(
                    Problem(
                        "キーは一つの語で書いてください。",
                        "a key must be a plain word",
                        self.file,
                        key_node.start_mark.line + 1,
                    )
                )
            key = str(key_node.value)
            line = key_node.start_mark.line + 1
            if key in result:
                self.problems.append(
                    Problem(
                        f"キー「{key}」が二度書かれています。一つにしてください。",
                        f"duplicate key {key!r}",
                        self.file,
                        line,
                    )
                )
            result[key] = self._value(value_node, (*path, key))
            self._lines[(*path, key)] = line
        return result

    def line(self, path: KeyPath) -> int:
        """The line of a part; of the nearest part above it when it does not exist (a missing key)."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def validate(self, model: type[M]) -> M | None:
        """The data as a model; None, and the faults in `problems`, when it does not fit."""
        try:
            return model.model_validate(self.data)
        except ValidationError as error:
            self.problems.extend(self._problem(model, fault) for fault in error.errors())
            return None

    def _problem(self, model: type[BaseModel], fault: Any) -> Problem:
        path = self._real_path(tuple(fault["loc"]))
        name = " → ".join(str(part) for part in path) or "(全体)"
        ja, en = _FAULTS.get(fault["type"], _other)(fault, _keys_at(model, path))
        return Problem(f"{name}: {ja}", f"{name}: {en}", self.file, self.line(path))

    def _real_path(self, loc: KeyPath) -> KeyPath:
        """The path without the tags pydantic puts in for unions."""
        path: KeyPath = ()
        for index, part in enumerate(loc):
            last = index == len(loc) - 1
            if (*path, part) in self._lines or last:
                path = (*path, part)
        return path


def load_source(file: Path, trusted: bool = False) -> YamlSource:
    """Read one YAML file. Raises `InputError` when it is missing, too large, not UTF-8 or not YAML."""
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InputError(Problem("YAML ファイルが大きすぎます。", "YAML file too large", str(file)))
        return YamlSource(file, file.read_text(encoding="utf-8-sig"), trusted)
    except UnicodeDecodeError as error:
        raise InputError(Problem("UTF-8 で保存し直してください。", "save the file as UTF-8", str(file))) from error
    except OSError as error:
        raise InputError(
            Problem(f"ファイルを開けません({error.strerror})。", f"can't open the file ({error.strerror})", str(file))
        ) from error


def _refuse_deep(text: str, file: str) -> None:
    """libyaml's composer overruns the C stack on some ten thousand nested brackets: count them before, when so many stand
    in the file that it could happen."""
    if _DASHES.search(text) or (text.count("[") + text.count("{") > DEEPEST and _depth(text) > DEEPEST):
        raise InputError(Problem("YAML の入れ子が深すぎます。", "YAML nested too deeply", file))


def _depth(text: str) -> int:
    """How deep it nests, counted as far as `DEEPEST` and one more. libyaml 0.2.6 and later give up at a depth of their own
    while they scan, before the first event: that is as deep."""
    depth = deepest = 0
    try:
        for event in yaml.parse(text, Loader=Loader):
            if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                depth += 1
                deepest = max(deepest, depth)
                if deepest > DEEPEST:
                    break
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                depth -= 1
    except yaml.YAMLError as error:
        if "nesting depth" in str(error):
            return DEEPEST + 1
        raise
    return deepest


def _refuse_aliases(text: str, file: str) -> None:
    for token in yaml.scan(text, Loader=Loader) if ("&" in text or "*" in text) else ():
        if isinstance(token, (yaml.AliasToken, yaml.AnchorToken)):
            raise InputError(
                Problem(
                    "アンカー(&)と別名(*)は使えません。内容をそのまま書いてください。",
                    "anchors and aliases are not allowed; write the content out",
                    file,
                    token.start_mark.line + 1,
                )
            )


def _keys_at(model: Any, path: KeyPath) -> list[str]:
    """The keys a model allows where the path's last key stands."""
    for part in path[:-1]:
        if (
            isinstance(part, str)
            and isinstance(model, type)
            and issubclass(model, BaseModel)
            and part in model.model_fields
        ):
            model = _model_in(model.model_fields[part].annotation)
    return sorted(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        found = _model_in(argument)
        if isinstance(found, type) and issubclass(found, BaseModel):
            return found
    return None


Words = tuple[str, str]


def _extra(fault: Any, allowed: list[str]) -> Words:
    return (f"知らないキーです。使えるキー: {'、'.join(allowed)}", f"unknown key; allowed: {', '.join(allowed)}")


def _missing(fault: Any, allowed: list[str]) -> Words:
    return "必要なキーがありません。書き加えてください。", "required key is missing"


def _literal(fault: Any, allowed: list[str]) -> Words:
    expected = str(fault.get("ctx", {}).get("expected", ""))
    return (
        f"値「{fault['input']}」は使えません。使える値: {expected}",
        f"value {fault['input']!r} not allowed; one of {expected}",
    )


def _other(fault: Any, allowed: list[str]) -> Words:
    given = str(fault.get("input"))[:40]
    return f"値「{given}」の型又は形が違います({fault['msg']})。", f"value {given!r}: {fault['msg']}"


_FAULTS: dict[str, Callable[[Any, list[str]], Words]] = {
    "extra_forbidden": _extra,
    "missing": _missing,
    "literal_error": _literal,
}
