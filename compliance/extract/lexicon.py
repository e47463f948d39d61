"""Which concepts of the vocabulary texts name, and where. The only importer of ahocorasick_rs.

All wordings of all concepts are sought in one pass over a text; a wording with `…` is sought as its pieces, which must
stand in one text in order, at most 15 characters apart. A concept is a number, its place in the vocabulary; a group of
concepts a set of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ahocorasick_rs import AhoCorasick

from compliance.extract.columns import Columns, Group, positions
from compliance.japanese.normalise import normalise
from compliance.rules.models import Concept

GAP = 15
"""Most characters `…` in a wording stands for."""

Span = tuple[int, int]
Match = tuple[int, int, int]
"""A piece by its number, and where it stands."""
Placed = tuple[Group, int, int]
"""The concepts some words name, and where the words stand."""
Wordings = Iterator[tuple["Wording", int]]
"""Wordings, each with the texts in which it may stand."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording of a concept, or one it is not in, whose pieces must stand in a text in order."""

    concept: int
    pieces: tuple[str, ...]
    sought: tuple[int, ...]
    """The pieces that are sought in the pass, by their numbers: nothing but a text that has all of them need be looked at."""


class Found:
    """The concepts some texts name: `columns`, in which texts, and their places in each."""

    def __init__(self, lexicon: Lexicon, texts: Sequence[str], matches: Sequence[Sequence[Match]]) -> None:
        """`matches`: of each text the pieces of wordings that stand in it."""
        plain = lexicon.plain
        self._placed = [[(plain[piece], start, end) for piece, start, end in pieces] for pieces in matches]
        self._dropped: dict[int, list[Placed]] = {}
        hits: dict[int, int] = defaultdict(int)
        for number, pieces in enumerate(matches):
            text = 1 << number
            for piece, _, _ in pieces:
                hits[piece] |= text
        named: dict[int, int] = defaultdict(int)
        for piece, column in hits.items():
            for concept in plain[piece]:
                named[concept] |= column
        self._add_broken(_in_texts(lexicon.broken, hits), texts, named)
        self._drop_begun(_in_texts(lexicon.contexts, hits), texts, named)
        self.columns = Columns(named)

    def _add_broken(self, wordings: Wordings, texts: Sequence[str], named: dict[int, int]) -> None:
        """Add the concepts that broken wordings name."""
        for wording, column in wordings:
            concepts = frozenset((wording.concept,))
            for number in positions(column):
                if spans := _spans(texts[number], wording.pieces):
                    self._placed[number] += [(concepts, start, end) for start, end in spans]
                    named[wording.concept] |= 1 << number

    def _drop_begun(self, contexts: Wordings, texts: Sequence[str], named: dict[int, int]) -> None:
        """Drop the concepts whose words begin within `not_in` wordings."""
        for wording, column in contexts:
            for number in positions(column & named.get(wording.concept, 0)):
                spans = _spans(texts[number], wording.pieces)
                if spans and not self._drop(wording.concept, number, spans):
                    named[wording.concept] &= ~(1 << number)

    def _drop(self, concept: int, number: int, contexts: Sequence[Span]) -> bool:
        """Drop a concept where its words begin within some contexts; whether it stands elsewhere."""
        elsewhere = False
        for at, (concepts, start, end) in enumerate(self._placed[number]):
            if concept in concepts:
                if any(a <= start < b for a, b in contexts):
                    self._placed[number][at] = (concepts - {concept}, start, end)
                    self._dropped.setdefault(number, []).append((frozenset((concept,)), start, end))
                else:
                    elsewhere = True
        return elsewhere

    def placed(self, number: int) -> Sequence[Placed]:
        """The concepts a text names and where they stand, in no order."""
        return self._placed[number]

    def spans(self, group: Group, number: int) -> list[Span]:
        """Where the concepts of a group stand in a text, in no order."""
        return [(start, end) for concepts, start, end in self._placed[number] if not concepts.isdisjoint(group)]

    def named(self, number: int) -> Group:
        """The concepts a text names."""
        return frozenset().union(*(concepts for concepts, _, _ in self._placed[number]))

    def edges(self, number: int) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        """Position in a text -> the concepts that begin there, and those that end there; for a concept the text names, also
        where a `not_in` wording dropped it."""
        starting: dict[int, set[int]] = defaultdict(set)
        ending: dict[int, set[int]] = defaultdict(set)
        named = self.named(number)
        for concepts, start, end in (*self._placed[number], *self._dropped.get(number, ())):
            if known := concepts & named:
                starting[start] |= known
                ending[end] |= known
        return dict(starting), dict(ending)


class Lexicon:
    """The wordings of all concepts, compiled: `numbers`, the concepts by their ids; `plain`, of each piece the concepts that it
    names alone; and by the piece that makes them worth a look, the `broken` wordings and the `contexts` a concept is not in.

    Single characters inside a broken wording (`国…と`) are looked for only where its longer pieces stand: they would make
    half of all hits.
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._names = list(concepts)
        self.numbers = {id_: number for number, id_ in enumerate(self._names)}
        self.broken: dict[int, list[Wording]] = {}
        self.contexts: dict[int, list[Wording]] = {}
        self._pieces: dict[str, int] = {}
        self._words: list[frozenset[tuple[str, ...]]] = []
        naming: dict[int, Group] = {}
        for number, concept in enumerate(concepts.values()):
            worded = dict.fromkeys(_pieces(word) for words in concept.wordings.values() for word in words)
            self._words.append(frozenset(worded))
            alone = frozenset((number,))
            for pieces in worded:
                if len(pieces) == 1:
                    piece = self._piece(pieces[0])
                    naming[piece] = naming[piece] | alone if piece in naming else alone
                else:
                    self._add(self.broken, number, pieces)
            for word in concept.not_in:
                self._add(self.contexts, number, _pieces(word))
        self.plain: list[Group] = [naming.get(piece, frozenset()) for piece in range(len(self._pieces))]
        self._automaton = AhoCorasick(list(self._pieces)) if self._pieces else None

    def _add(self, wordings: dict[int, list[Wording]], number: int, pieces: tuple[str, ...]) -> None:
        long = [piece for piece in pieces if len(piece) > 1]
        wording = Wording(number, pieces, tuple(map(self._piece, long or pieces)))
        wordings.setdefault(wording.sought[-1], []).append(wording)

    def _piece(self, text: str) -> int:
        return self._pieces.setdefault(text, len(self._pieces))

    @property
    def words(self) -> list[str]:
        """The normalised wordings of one piece."""
        return [piece for piece, number in self._pieces.items() if self.plain[number]]

    def ids(self, group: Group) -> list[str]:
        """The concepts of a group, in the order of the vocabulary."""
        return [self._names[concept] for concept in sorted(group)]

    def alike(self, groups: Sequence[Group]) -> bool:
        """Whether two of some groups of concepts may stand for one and the same word."""
        worded = [frozenset().union(*(self._words[concept] for concept in group)) for group in groups]
        return any(one & other for one, other in combinations(worded, 2))

    def find(self, texts: Sequence[str]) -> Found:
        """What normalised texts name."""
        automaton = self._automaton
        return Found(
            self,
            texts,
            [automaton.find_matches_as_indexes(text, overlapping=True) if automaton else [] for text in texts],
        )


def _pieces(word: str) -> tuple[str, ...]:
    """The normalised pieces of a wording."""
    if "…" not in word:  # most
        return (normalise(word),)
    return tuple(text for piece in word.split("…") if (text := normalise(piece)))


def apart(groups: Sequence[Iterable[Span]]) -> bool:
    """Whether every group has words of its own: one word does not stand for two."""
    words = sorted(map(set, groups), key=len)
    if all(len(own) > before for before, own in enumerate(words)):  # whatever those before it take, one is left
        return True
    first, *rest = words
    return any(apart([own - {taken} for own in rest]) for taken in first)


def _in_texts(wordings: Mapping[int, Sequence[Wording]], hits: Mapping[int, int]) -> Wordings:
    """The wordings whose pieces may stand in one text. `wordings`: by the last piece that is sought, mostly the rarer half of
    a wording; `hits`: piece -> the texts it stands in."""
    for piece in wordings.keys() & hits.keys():
        for wording in wordings[piece]:
            column = hits[piece]
            for other in wording.sought[:-1]:
                column &= hits.get(other, 0)
            if column:
                yield wording, column


def _spans(text: str, pieces: Sequence[str]) -> list[Span]:
    """Spans from a first piece to a last one where each piece follows the one before by at most `GAP` characters."""
    spans = _places(text, pieces[0])
    for piece in pieces[1:]:
        if not spans:
            break
        following = _places(text, piece)
        spans = [(start, b) for start, end in spans for a, b in following if 0 <= a - end <= GAP]
    return spans


def _places(text: str, piece: str) -> list[Span]:
    places = []
    at = text.find(piece)
    while at >= 0:
        places.append((at, at + len(piece)))
        at = text.find(piece, at + 1)
    return places
