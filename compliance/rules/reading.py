"""Shapes of `rules/reading/*.yaml`: how strength, actor and surroundings of a sentence are told from its words."""

from __future__ import annotations

from compliance.plan import Actor, PlaceKind, Strength
from compliance.rules.models import Model


class NounRule(Model):
    """Words that, standing near the end of a clause, give it a strength, unless followed by one of `not_followed` or
    preceded by one of `not_preceded`."""

    strength: Strength
    within: int
    words: list[str]
    not_followed: list[str] = []
    not_preceded: list[str] = []


class Strengths(Model):
    """`strengths.yaml`. `endings`: strength (or `reported`, a national text retold) -> ends of clauses;
    `signs`: strength -> signs of a timetable that stand for it."""

    nouns: list[NounRule]
    endings: dict[str, list[str]]
    action_nouns: list[str]
    clause_endings: dict[Strength, list[str]]
    signs: dict[Strength, list[str]] = {}


class Actors(Model):
    """`actors.yaml`: the topic particles, and whose sentence a topic makes it.

    `own`: anywhere in the sentence; `own_documents`: what a plan calls itself, alike, but not in national text;
    `of_all`: municipalities in general, without `of_some` before it, make a sentence that names nobody the nation's;
    `marks`: in brackets; `own_signs`: anywhere, unless its topic is foreign; `own_topics`: within its topic; `_exact`: the whole topic;
    `other_ends`: the end of a sentence that speaks of `others`; `_heads`: its end;
    `nation_things`, `prefecture_things`: the end of 「国の〜は」, 「県…は」.
    """

    particles: list[str]
    own: list[str]
    own_documents: list[str]
    of_all: list[str]
    of_some: list[str]
    marks: dict[Actor, list[str]]
    own_signs: list[str]
    own_topics: list[str]
    own_prefecture: list[str]
    own_exact: list[str]
    own_exact_prefecture: list[str]
    nation: list[str]
    nation_exact: list[str]
    nation_heads: list[str]
    nation_things: list[str]
    prefecture: list[str]
    prefecture_exact: list[str]
    prefecture_things: list[str]
    other_ends: list[str]
    others: list[str]
    other: list[str]
    other_exact: list[str]


class HeadingWords(Model):
    """Words in a heading, or ends of it, that make what stands below it a place of this kind."""

    place: PlaceKind
    words: list[str]
    ends: list[str] = []


class Surroundings(Model):
    """`surroundings.yaml`: the kind of place by the words of the headings; `exact`: by the whole heading without its number;
    `relation`: a heading below which the nation's plans are told as what this one stands to;
    `meaning_headers`: heads of the second column of a glossary."""

    dominant: dict[PlaceKind, list[str]]
    exact: dict[PlaceKind, list[str]]
    places: list[HeadingWords]
    labels: dict[PlaceKind, list[str]]
    meaning_headers: list[str] = []
    own_appendix: list[str]
    national_documents: list[str]
    contrast: list[str]
    relation: list[str] = []
    kpi_headers: list[str]
    national_headers: list[str]
    reference_headers: list[str]


class Reading(Model):
    """The three files together."""

    strengths: Strengths
    actors: Actors
    surroundings: Surroundings
