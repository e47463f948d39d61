"""Shapes of `rules/reading/*.yaml`: how strength, actor and surroundings of a sentence are told from its words."""

from __future__ import annotations

from compliance.plan import Actor, PlaceKind, Strength
from compliance.rules.models import Model, WordList


class NounRule(Model):
    """WordList that, standing near the end of a clause, give it a strength, unless followed by one of `not_followed` or
    preceded by one of `not_preceded`."""

    strength: Strength
    within: int
    words: WordList
    not_followed: WordList = []
    not_preceded: WordList = []


class Strengths(Model):
    """`strengths.yaml`. `endings`: strength (or `reported`, a national text retold) -> ends of clauses;
    `signs`: strength -> signs of a timetable that stand for it."""

    nouns: list[NounRule]
    endings: dict[str, WordList]
    action_nouns: WordList
    clause_endings: dict[Strength, WordList]
    signs: dict[Strength, WordList] = {}


class Actors(Model):
    """`actors.yaml`: the topic particles, and whose sentence a topic makes it.

    `own`: anywhere in the sentence; `own_documents`: what a plan calls itself, alike, but not in national text;
    `of_all`: municipalities in general, without `of_some` before it, make a sentence that names nobody the nation's;
    `marks`: in brackets; `own_signs`: anywhere, unless its topic is foreign; `own_topics`: within its topic; `_exact`: the whole topic;
    `other_ends`: the end of a sentence that speaks of `others`; `_heads`: its end;
    `nation_things`, `prefecture_things`: the end of 「国の〜は」, 「県…は」.
    """

    particles: WordList
    own: WordList
    own_documents: WordList
    of_all: WordList
    of_some: WordList
    marks: dict[Actor, WordList]
    own_signs: WordList
    own_topics: WordList
    own_prefecture: WordList
    own_exact: WordList
    own_exact_prefecture: WordList
    nation: WordList
    nation_exact: WordList
    nation_heads: WordList
    nation_things: WordList
    prefecture: WordList
    prefecture_exact: WordList
    prefecture_things: WordList
    other_ends: WordList
    others: WordList
    other: WordList
    other_exact: WordList


class HeadingWords(Model):
    """WordList in a heading, or ends of it, that make what stands below it a place of this kind."""

    place: PlaceKind
    words: WordList
    ends: WordList = []


class Surroundings(Model):
    """`surroundings.yaml`: the kind of place by the words of the headings; `exact`: by the whole heading without its number;
    `relation`: a heading below which the nation's plans are told as what this one stands to;
    `meaning_headers`: heads of the second column of a glossary."""

    dominant: dict[PlaceKind, WordList]
    exact: dict[PlaceKind, WordList]
    places: list[HeadingWords]
    labels: dict[PlaceKind, WordList]
    meaning_headers: WordList = []
    own_appendix: WordList
    national_documents: WordList
    contrast: WordList
    relation: WordList = []
    kpi_headers: WordList
    national_headers: WordList
    reference_headers: WordList


class Reading(Model):
    """The three files together."""

    strengths: Strengths
    actors: Actors
    surroundings: Surroundings
