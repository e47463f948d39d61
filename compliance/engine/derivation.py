"""How a status came about, in words: fired rules go in, readable steps come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compliance.engine.chain import FactKey, Rule
from compliance.rules.fact_kinds import Fact

QUOTED = 40
"""Characters of a field's value that a step shows."""


def told(rules: Sequence[Rule], behind: Mapping[FactKey, int | str], facts: Sequence[Fact]) -> list[str]:
    """The fired rules of one requirement or cross-check as steps, in the order of the rules.

    `behind`: fact asserted -> index of the plan's fact behind it, or what to say of it. Of the rules of one test only
    the one with the earliest fact is told, and nothing after `satisfied`: no other status is then to be decided.
    """
    sources = [behind.get(rule.when[0].pairs, "") if rule.when else "" for rule in rules]
    earliest: dict[int, int] = {}
    for rule, source in zip(rules, sources, strict=True):
        if isinstance(source, int):
            earliest[rule.test] = min(source, earliest.get(rule.test, source))
    last = {rule.then: position for position, rule in enumerate(rules) if rule.then.counts}
    steps = []
    for position, (rule, source) in enumerate(zip(rules, sources, strict=True)):
        if rule.why and not (isinstance(source, int) and source != earliest[rule.test]):
            steps.append(rule.why + _quoted(rule, source, facts))
        if last.get(rule.then) == position and rule.then.name != "q":
            steps.append(f"部分 {rule.then.name[1:]} が成り立つ")
        if rule.then.name == "satisfied":
            break
    return list(dict.fromkeys(steps))


def _quoted(rule: Rule, source: int | str, facts: Sequence[Fact]) -> str:
    if isinstance(source, str):
        return f": {source}" if source else ""
    return "".join(f" {field}={_short(facts[source][field])}" for field in rule.fields)


def _short(value: str | bool | int) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)[: QUOTED + 1]
    # One line that any encoding can write: texts of a plan may hold line breaks, NUL or half a surrogate pair.
    text = "".join(character if character.isprintable() else "\ufffd" for character in text)
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"
