"""Which passages are shown for a finding, the best first, each as short as proves it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice
from types import MappingProxyType
from typing import Any

from compliance.assessment import Evidence, Near
from compliance.engine.reference import Facts, matching, tests_of
from compliance.facts.commitments import UNLIKE
from compliance.facts.sourced import SourcedFact
from compliance.japanese.normalise import normalise, offsets
from compliance.plan import STRENGTHS, Likeness, Passage, Plan
from compliance.rules.models import Concept, RequirementRule

QUOTES = 5
"""At most this many quotes stand in a finding."""
LONGEST = 140
"""A longer quote is cut to the clauses around the words that were recognised (characters)."""
NEAREST = 3
"""At most this many passages that do not count."""
LEAST_NEAR = -2.0
"""The log odds of the likeness below which a passage with some words of a requirement has nothing to do with it. Found on plans the model
had not learned from: docs/decisions.md."""
LEAST_LIKEST = -0.5
"""The same for the likest passage of a plan, whose log odds are not less what chance accounts for."""
LIKEST = "基準の語は揃いませんが、この計画の中では記載のある例にいちばん近い箇所です"

_FORCES = ("firm", "weak", "named", "none")
_PLACES = ("measure", "organisation", "timetable", "kpi", "current", "vision")


def best_passages(facts: Sequence[SourcedFact], by_part: Sequence[Sequence[int]]) -> list[Evidence]:
    """At most `QUOTES` pieces of evidence from the facts of each part in turn, so that every part is shown."""
    ranked = [sorted(indexes, key=lambda index: rank(facts[index])) for indexes in by_part]
    chosen: list[Evidence] = []
    seen: set[tuple[Any, ...]] = set()
    for turn in range(max(map(len, ranked), default=0)):
        for indexes in ranked:
            if turn < len(indexes) and len(chosen) < QUOTES:
                for evidence in _evidence(facts[indexes[turn]]):
                    key = (evidence.file, evidence.line, evidence.page, evidence.cell, evidence.quote)
                    if key not in seen and len(chosen) < QUOTES:
                        seen.add(key)
                        chosen.append(evidence)
    return chosen


def rank(sourced: SourcedFact) -> tuple[int, int, int]:
    """The better evidence first: what counts, what was done or promised, what stands among the plan's own measures."""
    fact = sourced.fact
    if fact["fact"] != "commitment":
        return 0, 0, 0
    place_ = str(fact["place"])
    return (
        _FORCES.index(str(fact["force"])),
        STRENGTHS.index(fact["strength"]) // 3,
        _PLACES.index(place_) if place_ in _PLACES else len(_PLACES),
    )


def _evidence(sourced: SourcedFact) -> list[Evidence]:
    return [
        Evidence(
            element=sourced.element,
            strength=sourced.strength,
            **shown(passage, sourced.wording),
        )
        for passage in sourced.passages[:2]
    ]


_DRAWN = re.compile("[\u2500-\u257f]")
"""A chart drawn in text: └─ ├─ │."""


def shown(passage: Passage, wording: str | None) -> dict[str, Any]:
    """Quote and place of a passage as the fields of an evidence; the page is the one on which the quote, cut to the
    words that were recognised, begins."""
    start, quote = cut(passage.quote, wording) if passage.quote is not None else (0, None)
    turned = passage.page is not None and passage.turn is not None and start >= passage.turn
    return {
        "quote": quote,
        "file": passage.file,
        "line": passage.line,
        "page": passage.page + 1 if turned and passage.page else passage.page,
        "sheet": passage.sheet,
        "cell": passage.cell,
        "section": passage.section,
    }


def cut(quote: str, wording: str | None) -> tuple[int, str]:
    """The quote, or when it is long the part around the recognised words, cut from the original at commas; and where in
    the quote it begins."""
    if len(quote) <= LONGEST:
        return 0, quote
    if _DRAWN.search(quote):
        return 0, quote[:LONGEST] + "…"  # its lines are joined: only its head stands at the line it is quoted from
    at = normalise(quote).find(wording) if wording else 0
    where = offsets(quote)[at] if at > 0 else 0
    if where < LONGEST - 40:
        return 0, quote[:LONGEST] + "…"
    start = quote.rfind("、", 0, max(0, where - 20)) + 1
    return start, quote[start : start + LONGEST] + ("…" if start + LONGEST < len(quote) else "")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A passage that does not count, and why. `own`: the plan's own word on an element of the requirement, to be shown however
    little it is like what meets it."""

    at: Passage
    why_not: str
    wording: str | None = None
    likeness: float = 0.0
    own: bool = False


def near_misses(
    plan: Plan,
    facts: Sequence[SourcedFact],
    plain: Facts,
    rule: RequirementRule,
    likest: Likeness | None = None,
    concepts: Mapping[str, Concept] = MappingProxyType({}),
) -> list[Near]:
    """At most `NEAREST` passages that came nearest and do not count, each with the reason: those that are most like what meets the
    requirement first, and none that only has words of it and is not like it. `likest`: the likest of the plan, to be shown too,
    with the titles of the `concepts` that it names."""
    elements = {
        value for part in rule.parts for test in tests_of(part.when) for value in test.fields.get("element", ())
    }
    not_counting = chain(
        ((entry.reason, facts[at]) for entry in rule.not_enough for at in matching(tests_of(entry.when), plain)),
        ((one.why_not, one) for one in facts if one.element in elements and one.fact["force"] != "firm"),
    )
    seen = [
        *(
            _Seen(passage, why_not, one.wording, one.likeness[0] if one.likeness else 0.0, _own_word(one, elements))
            for why_not, one in not_counting
            for passage in one.passages[:1]
        ),
        *(
            _Seen(
                miss.at,
                f"「{miss.lacks}」に当たる語がありません" if miss.lacks else "要素の一部に触れるだけの記載です",
                likeness=miss.likeness[0] if miss.likeness else 0.0,
            )
            for miss in plan.near_misses
            if miss.element in elements
        ),
        *([_of_likest(likest, concepts)] if likest else ()),
    ]
    ranked = sorted((one for one in seen if one.own or one.likeness >= LEAST_NEAR), key=lambda one: -one.likeness)
    first: dict[tuple[object, ...], _Seen] = {}
    for one in ranked:
        first.setdefault(one.at.spot, one)
    return [Near(why_not=one.why_not, **shown(one.at, one.wording)) for one in islice(first.values(), NEAREST)]


def _own_word(one: SourcedFact, elements: Set[object]) -> bool:
    return one.element in elements and (one.fact["force"] != "none" or one.why_not == UNLIKE)


def _of_likest(likest: Likeness, concepts: Mapping[str, Concept]) -> _Seen:
    speaks_of = "、".join(dict.fromkeys(concepts[name].title for name in likest.concepts if name in concepts))
    return _Seen(likest.at, LIKEST + (f"({speaks_of})" if speaks_of else ""), likeness=likest.present - LEAST_LIKEST + LEAST_NEAR)
