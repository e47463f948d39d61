"""Which concepts of the vocabulary a text names, and where. The only importer of ahocorasick_rs.

All wordings of all concepts are sought in one pass over the text; a wording with `…` is sought as its pieces, which must
stand in one statement in order, at most 15 characters apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, combinations

from ahocorasick_rs import AhoCorasick

from compliance.japanese.normalise import normalise
from compliance.rules.models import Concept

GAP = 15
"""Most characters `…` in a wording stands for."""

Span = tuple[int, int]
Pieces = dict[int, list[Span]]
Chain = tuple[int | str, ...]


class Found:
    """The concepts one text names: `mask`, a bit set, and the places of any of them."""

    __slots__ = ("_kept", "_lexicon", "_pieces", "_placed", "mask")

    def __init__(self, lexicon: Lexicon, pieces: Pieces) -> None:
        self._lexicon, self._pieces = lexicon, pieces
        plain = lexicon.plain_masks
        self._placed = [(plain[piece], spans) for piece, spans in pieces.items() if piece in plain]
        """Concepts and where their wordings stand, before any is dropped."""
        self._kept: dict[int, list[Span]] = {}
        self.mask = 0

    def spans(self, group: int) -> list[Span]:
        """Where the concepts of a bit set stand in the text, in no order."""
        result: list[Span] = []
        for bit, spans in self._kept.items():
            if bit & group:
                result += spans
                group &= ~bit
        for concepts, spans in self._placed:
            if concepts & group:
                result += spans
        return result

    def edges(self) -> tuple[dict[int, int], dict[int, int]]:
        """Position -> the concepts (bits) that begin there, and those that end there."""
        starting: dict[int, int] = {}
        ending: dict[int, int] = {}
        for mask, spans in self._placed:
            for start, end in spans if mask & self.mask else ():
                starting[start] = starting.get(start, 0) | (mask & self.mask)
                ending[end] = ending.get(end, 0) | (mask & self.mask)
        return starting, ending

    def read(self, text: str) -> None:
        """Settle which concepts the pieces make: plain wordings, broken ones, less those inside a `not_in` wording."""
        lexicon, pieces = self._lexicon, self._pieces
        for concepts, _ in self._placed:
            self.mask |= concepts
        for piece in pieces.keys() & lexicon.broken.keys():
            for bit, chain in lexicon.broken[piece]:
                spans = _chained(text, chain, pieces)
                if spans:
                    self._placed.append((bit, spans))
                    self.mask |= bit
        for trigger in pieces.keys() & lexicon.contexts.keys():
            for bit, chain in lexicon.contexts[trigger]:
                if self.mask & bit:
                    self._drop(bit, _chained(text, chain, pieces))

    def _drop(self, bit: int, contexts: list[Span]) -> None:
        if contexts:
            left = [span for span in self.spans(bit) if not any(a <= span[0] and span[1] <= b for a, b in contexts)]
            self._kept[bit] = left
            if not left:
                self.mask &= ~bit


class Lexicon:
    """The wordings of all concepts, compiled; a concept is a bit (`bits`).

    Single characters inside a broken wording (`国…と`) are looked for only where its longer pieces stand: they would make
    half of all hits.
    """

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._names = list(concepts)
        self.bits = {id_: 1 << number for number, id_ in enumerate(self._names)}
        self.plain_masks: dict[int, int] = {}
        self.broken: dict[int, list[tuple[int, Chain]]] = {}
        self.contexts: dict[int, list[tuple[int, Chain]]] = {}
        self._pieces: dict[str, int] = {}
        self._words: dict[int, set[Chain]] = {bit: set() for bit in self.bits.values()}
        for id_, concept in concepts.items():
            self._add(self.bits[id_], concept)
        self._automaton = AhoCorasick(list(self._pieces)) if self._pieces else None

    def _add(self, bit: int, concept: Concept) -> None:
        for words in concept.wordings.values():
            for word in words:
                chain = self._chain(word)
                self._words[bit].add(chain)
                if len(chain) == 1 and isinstance(chain[0], int):
                    self.plain_masks[chain[0]] = self.plain_masks.get(chain[0], 0) | bit
                else:
                    self.broken.setdefault(_trigger(chain), []).append((bit, chain))
        for word in concept.not_in:
            chain = self._chain(word)
            self.contexts.setdefault(_trigger(chain), []).append((bit, chain))

    def _chain(self, word: str) -> Chain:
        """The pieces of a wording: numbers of those sought in the pass, single characters of a broken one as they are."""
        texts = [text for piece in word.split("…") if (text := normalise(piece))]
        short = len(texts) > 1 and any(len(text) > 1 for text in texts)
        return tuple(
            text if short and len(text) == 1 else self._pieces.setdefault(text, len(self._pieces)) for text in texts
        )

    def ids(self, mask: int) -> list[str]:
        """The concepts of a bit set, in the order of the vocabulary."""
        return [self._names[bit.bit_length() - 1] for bit in self.split(mask)]

    def alike(self, groups: Sequence[int]) -> bool:
        """Whether two of some groups of concepts may stand for one and the same word."""
        worded = [frozenset().union(*(self._words[bit] for bit in self.split(group))) for group in groups]
        return any(one & other for one, other in combinations(worded, 2))

    @staticmethod
    def split(mask: int) -> Iterator[int]:
        """The bits of a bit set."""
        while mask:
            lowest = mask & -mask
            yield lowest
            mask ^= lowest

    def find(self, texts: Sequence[str]) -> list[Found]:
        """What each normalised text names."""
        pieces: list[Pieces] = [{} for _ in texts]
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        at, base, limit = 0, 0, starts[1] if texts else 0
        matches = self._automaton.find_matches_as_indexes("\n".join(texts), overlapping=True) if self._automaton else []
        for piece, start, end in matches:
            if not base <= start < limit:
                at = bisect_right(starts, start) - 1
                base, limit = starts[at], starts[at + 1]
            here = pieces[at]
            if piece in here:
                here[piece].append((start - base, end - base))
            else:
                here[piece] = [(start - base, end - base)]
        results = []
        for text, found_here in zip(texts, pieces, strict=True):
            found = Found(self, found_here)
            if found_here:
                found.read(text)
            results.append(found)
        return results


def apart(groups: list[list[Span]]) -> bool:
    """Whether every group has words of its own: one word does not stand for two."""
    if not groups:
        return True
    first, *rest = groups
    return any(
        apart([[(a, b) for a, b in spans if not (a == start and b == end)] for spans in rest])
        for start, end in set(first)
    )


def _trigger(chain: Chain) -> int:
    """The piece whose hit makes the chain worth a look: the last one sought in the pass (the rarer half of a wording)."""
    return next(piece for piece in reversed(chain) if isinstance(piece, int))


def _chained(text: str, chain: Chain, pieces: Pieces) -> list[Span]:
    """Spans from a first piece to a last one where each piece follows the one before by at most `GAP` characters."""
    for piece in chain:
        if piece not in pieces if isinstance(piece, int) else piece not in text:
            return []
    spans = _spans(text, chain[0], pieces)
    for piece in chain[1:]:
        following = _spans(text, piece, pieces)
        spans = [(start, b) for start, end in spans for a, b in following if 0 <= a - end <= GAP]
    return spans


def _spans(text: str, piece: int | str, pieces: Pieces) -> list[Span]:
    if isinstance(piece, int):
        return pieces[piece]
    return [(at, at + 1) for at, character in enumerate(text) if character == piece]
