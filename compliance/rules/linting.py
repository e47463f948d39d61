"""Faults no single file shows: unknown elements, fields and concepts, values a field can't have, conditions no plan can
reach, requirements of no edition."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from compliance.errors import Problem
from compliance.rules.comparison_kinds import COMPARISON_KINDS
from compliance.rules.fact_kinds import FACT_KINDS, TEXT
from compliance.rules.models import (
    AllOf,
    AnyOf,
    AtLeast,
    Condition,
    CrossCheckRule,
    Element,
    NoneOf,
    RequirementRule,
    ShareOfMeasures,
    Test,
)
from compliance.rules.ruleset import Rules

Words = tuple[str, str]


def lint(rules: Rules) -> list[Problem]:
    """Every fault in the rules as a whole."""
    problems: list[Problem] = []
    kinds = {concept.kind for concept in rules.concepts.values()}
    for id_, element in rules.elements.items():
        problems.extend(_at(rules, id_, words) for words in _element(rules, element, kinds))
    for id_, requirement in rules.requirements.items():
        problems.extend(_at(rules, id_, words) for words in _requirement(rules, requirement))
    for id_, check in rules.cross_checks.items():
        problems.extend(_at(rules, id_, words) for words in _cross_check(check))
    for edition in rules.editions.values():
        problems.extend(
            _at(
                rules,
                f"edition {edition.edition}",
                (f"要件 {id_} は定義されていません。", f"requirement {id_} is not defined"),
            )
            for id_ in edition.requirements
            if id_ not in rules.requirements
        )
    return problems


def _cross_check(check: CrossCheckRule) -> Iterator[Words]:
    needed = COMPARISON_KINDS.get(check.kind)
    if needed is None:
        kinds = "、".join(COMPARISON_KINDS)
        yield (
            f"比較の種類「{check.kind}」はありません。ある種類: {kinds}",
            f"no comparison {check.kind!r}; kinds: {kinds}",
        )
    elif needed - check.parameters.keys():
        lacking = "、".join(sorted(needed - check.parameters.keys()))
        yield f"parameters に {lacking} がありません。", f"parameters lack {lacking}"


def _at(rules: Rules, id_: str, words: Words) -> Problem:
    file, line = rules.place_of(id_)
    return Problem(f"{id_}: {words[0]}", f"{id_}: {words[1]}", file, line)


def _element(rules: Rules, element: Element, kinds: Collection[str]) -> Iterator[Words]:
    names = {name for way in element.ways for group in (*way.says, *way.about) for name in group}
    for name in sorted(names | {name for way in element.ways for name in (*way.unless, *way.not_below)}):
        known = name[5:] in kinds if name.startswith("kind:") else name in rules.concepts
        if not known:
            yield (
                f"概念「{name}」は語彙にありません。{_like(name, rules.concepts)}",
                f"no concept {name!r} in the vocabulary. {_like(name, rules.concepts)}",
            )
    if element.object and element.object not in kinds:
        yield (
            f"種別「{element.object}」の概念がありません。ある種別: {'、'.join(sorted(kinds))}",
            f"no concept of kind {element.object!r}; kinds: {', '.join(sorted(kinds))}",
        )


def _like(name: str, known: Iterable[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"近い名前 / close: {', '.join(close)}" if close else ""


def _requirement(rules: Rules, rule: RequirementRule) -> Iterator[Words]:
    if not any(rule.id in edition.requirements for edition in rules.editions.values()):
        yield (
            "どの版にもありません。editions/ に条項と義務の程度を書いてください。",
            "in no edition; add it to editions/",
        )
    names = [part.name for part in rule.parts]
    if len(set(names)) < len(names):
        yield f"parts の名前が重なっています: {'、'.join(names)}", f"part names clash: {', '.join(names)}"
    conditions = [
        *(part.when for part in rule.parts),
        *([rule.partial] if rule.partial else []),
        *(entry.when for entry in rule.not_enough),
    ]
    for condition in conditions:
        yield from _condition(rules, condition, depth=0)


def _condition(rules: Rules, condition: Condition, depth: int) -> Iterator[Words]:
    match condition:
        case Test():
            yield from _test(rules, condition)
        case AnyOf(any=members) | AllOf(all=members) | NoneOf(none=members):
            if depth >= 2:
                yield "条件の入れ子は二段までです。", "conditions nest at most two deep"
            for member in members:
                yield from _condition(rules, member, depth + 1)
            yield from _contradiction(condition)
        case AtLeast(of=tests):
            for test in tests:
                yield from _test(rules, test)
            yield from _too_many(condition)
        case ShareOfMeasures(where=tests):
            for test in tests:
                yield from _test(rules, test)
                if test.fact != "measure":
                    yield (
                        "more_than の where には fact: measure だけを書けます。",
                        "`where` of more_than takes fact: measure only",
                    )


def _test(rules: Rules, test: Test) -> Iterator[Words]:
    fields = FACT_KINDS.get(test.fact)
    if fields is None:
        yield (
            f"事実の種類「{test.fact}」はありません。ある種類: {'、'.join(FACT_KINDS)}",
            f"no fact kind {test.fact!r}; kinds: {', '.join(FACT_KINDS)}",
        )
        return
    if not test.fields and test.fact == "commitment":
        yield "element のない条件です。", "a test without an element"
    for name, values in test.fields.items():
        if name not in fields:
            yield (
                f"{test.fact} に項目「{name}」はありません。ある項目: {'、'.join(fields)}",
                f"{test.fact} has no field {name!r}; fields: {', '.join(fields)}",
            )
            continue
        yield from _values(rules, name, values, fields[name])


def _values(rules: Rules, name: str, values: tuple[object, ...], allowed: tuple[str, ...] | type) -> Iterator[Words]:
    if not values:
        yield f"{name} に値がありません。", f"{name} has no value"
    for value in values:
        if isinstance(allowed, type):
            if type(value) is not allowed:
                yield (
                    f"{name} の値「{value}」は {allowed.__name__} でありません。",
                    f"{name}: {value!r} is not {allowed.__name__}",
                )
        elif not isinstance(value, str) or (allowed != TEXT and value not in allowed):
            yield (
                f"{name} の値「{value}」は使えません。使える値: {'、'.join(allowed)}",
                f"{name}: {value!r} not allowed; one of {', '.join(allowed)}",
            )
        elif name == "element" and value not in rules.elements:
            yield (
                f"要素「{value}」は語彙にありません。{_like(value, rules.elements)}",
                f"no element {value!r} in the vocabulary. {_like(value, rules.elements)}",
            )
        elif name == "object" and value not in rules.concepts:
            yield f"概念「{value}」は語彙にありません。", f"no concept {value!r} in the vocabulary"


def _contradiction(condition: AnyOf | AllOf | NoneOf) -> Iterator[Words]:
    """A member demanded and refused at once can never hold."""
    if isinstance(condition, AllOf):
        refused = [member for other in condition.all if isinstance(other, NoneOf) for member in other.none]
        if any(member in refused for member in condition.all):
            yield (
                "同じ条件を求めながら否定しており、決して成り立ちません。",
                "demands and refuses the same condition: unreachable",
            )


def _too_many(condition: AtLeast) -> Iterator[Words]:
    """More distinct values asked for than the field can have: no plan can reach that."""
    fields = FACT_KINDS.get(condition.of[0].fact, {})
    if condition.distinct not in fields:
        yield (
            f"distinct の項目「{condition.distinct}」はありません。ある項目: {'、'.join(fields)}",
            f"no field {condition.distinct!r} for distinct; fields: {', '.join(fields)}",
        )
        return
    named = {value for test in condition.of for value in test.fields.get(condition.distinct, ())}
    open_ended = any(condition.distinct not in test.fields for test in condition.of)
    allowed = fields[condition.distinct]
    most = 2 if allowed is bool else len(allowed) if isinstance(allowed, tuple) and allowed else 10_000
    if (not open_ended and len(named) < condition.at_least) or most < condition.at_least:
        yield (
            f"異なる値は多くて {min(most, len(named) or most)} 個で、{condition.at_least} 個以上になりません。",
            f"at most {min(most, len(named) or most)} distinct values: {condition.at_least} can't be reached",
        )
