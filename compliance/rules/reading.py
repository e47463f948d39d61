"""Shapes of `rules/reading/*.yaml`: how strength, actor and surroundings of a sentence are told from its words."""

from __future__ import annotations

from compliance.plan import Actor, PlaceKind, Strength
from compliance.rules.models import Model, Words


class NounRule(Model):
    """Words that, standing near the end of a clause, give it a strength, unless followed by one of `not_followed` or
    preceded by one of `not_preceded`."""

    strength: Strength
    within: int
    words: Words
    not_followed: Words = []
    not_preceded: Words = []


class Strengths(Model):
    """`strengths.yaml`. `endings`: strength (or `reported`, a national text retold) -> ends of clauses;
    `signs`: strength -> signs of a timetable that stand for it."""

    nouns: list[NounRule]
    endings: dict[str, Words]
    action_nouns: Words
    clause_endings: dict[Strength, Words]
    signs: dict[Strength, Words] = {}


class Actors(Model):
    """`actors.yaml`: the topic particles, and whose sentence a topic makes it.

    `own`: anywhere in the sentence; `own_documents`: what a plan calls itself, alike, but not in national text;
    `of_all`: municipalities in general, without `of_some` before it, make a sentence that names nobody the nation's;
    `marks`: in brackets; `own_signs`: anywhere, unless its topic is foreign; `own_topics`: within its topic; `_exact`: the whole topic;
    `other_ends`: the end of a sentence that speaks of `others`; `_heads`: its end;
    `nation_things`, `prefecture_things`: the end of 「国の〜は」, 「県…は」.
    """

    particles: Words
    own: Words
    own_documents: Words
    of_all: Words
    of_some: Words
    marks: dict[Actor, Words]
    own_signs: Words
    own_topics: Words
    own_prefecture: Words
    own_exact: Words
    own_exact_prefecture: Words
    nation: Words
    nation_exact: Words
    nation_heads: Words
    nation_things: Words
    prefecture: Words
    prefecture_exact: Words
    prefecture_things: Words
    other_ends: Words
    others: Words
    other: Words
    other_exact: Words


class HeadingWords(Model):
    """Words in a heading, or ends of it, that make what stands below it a place of this kind."""

    place: PlaceKind
    words: Words
    ends: Words = []


class Surroundings(Model):
    """`surroundings.yaml`: the kind of place by the words of the headings; `exact`: by the whole heading without its number;
    `relation`: a heading below which the nation's plans are told as what this one stands to;
    `meaning_headers`: heads of the second column of a glossary."""

    dominant: dict[PlaceKind, Words]
    exact: dict[PlaceKind, Words]
    places: list[HeadingWords]
    labels: dict[PlaceKind, Words]
    meaning_headers: Words = []
    own_appendix: Words
    national_documents: Words
    contrast: Words
    relation: Words = []
    kpi_headers: Words
    national_headers: Words
    reference_headers: Words


class Reading(Model):
    """The three files together."""

    strengths: Strengths
    actors: Actors
    surroundings: Surroundings
