"""What a ruleset must look like to keep clear of the crashes and limits measured in durable_rules 2.0.28, read off the
definition that durable_rules itself was given."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from compliance.engine.durable import Compiled


def definitions(compiled: Compiled) -> Iterator[dict[str, Any]]:
    """Every ruleset as durable_rules got it."""
    for ruleset in (*compiled.requirement_chains, *compiled.check_chains, *compiled.topic_chains, compiled.plan_chain):
        yield ruleset._ruleset.get_definition()


def matches(definition: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """The tests of every match of every rule."""
    for rule in definition.values():
        for condition in rule["all"]:
            for tests in condition.values():
                yield tests.get("$and", [tests])


def safe(definition: dict[str, Any]) -> None:
    """Assert that a ruleset keeps away from every measured limit and has only shapes known to be safe."""
    paths = [tuple((name, value) for test in tests for name, value in test.items()) for tests in matches(definition)]
    assert all(
        isinstance(value, str) and re.fullmatch(r"[a-z]\d*", name) and re.fullmatch(r"\w{1,15}", value)
        for path in paths
        for name, value in path
    ), "only equality with short identifiers"
    assert max(Counter(paths).values()) <= 200, "rules ending on one test: 255"
    steps = {path[:end] for path in paths for end in range(1, len(path) + 1)}
    assert max(Counter(step[:-1] for step in steps).values()) <= 400, "values below one test: 511"
    assert len(definition) <= 2100, "rules of a ruleset: 4096"
    assert max(len(rule["all"]) for rule in definition.values()) <= 12, "conditions in all: 16"
    assert max(len(path) for path in paths) <= 30, "properties of a fact: 252"
    assert all(set(rule) == {"all"} for rule in definition.values()), "no `any`, `count`, `cap`, `pri`"
    assert not any(next(iter(rule["all"][0])).endswith("$not") for rule in definition.values()), "no rule led by `not`"
    assert definition[str(len(definition) - 1)] == {"all": [{"c0": {"k": "end"}}]}, "a rule that always fires"
    caught = {rule["all"][0]["c0"]["k"] for rule in definition.values() if "never" in json.dumps(rule)}
    assert {path[0][1] for path in paths} == caught | {"never", "end"}, "no kind of fact without a catch-all"
