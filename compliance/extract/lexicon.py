"""Which concepts of the vocabulary a text names, and where. The only importer of ahocorasick_rs.

All wordings of all concepts are sought in one pass over the text; a wording with `…` is sought as its pieces, which must
stand in one statement in order, at most 15 characters apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

from compliance.japanese.normalise import normalise
from compliance.rules.models import Concept

GAP = 15
"""Most characters `…` in a wording stands for."""

Span = tuple[int, int]
Hits = dict[str, list[Span]]


class Lexicon:
    """The wordings of all concepts, compiled. `find` takes normalised texts and gives, for each, concept id -> spans."""

    def __init__(self, concepts: Mapping[str, Concept]) -> None:
        self._pieces: dict[str, int] = {}
        self._plain: dict[int, list[str]] = {}
        self._broken: list[tuple[str, list[int]]] = []
        self._broken_by_first: dict[int, list[int]] = {}
        self._contexts: dict[str, list[int]] = {}
        for id_, concept in concepts.items():
            self._add(id_, concept)
        self._automaton = AhoCorasick(list(self._pieces)) if self._pieces else None

    def _add(self, id_: str, concept: Concept) -> None:
        for words in concept.wordings.values():
            for word in words:
                pieces = [self._piece(normalise(piece)) for piece in word.split("…") if normalise(piece)]
                if len(pieces) == 1:
                    self._plain.setdefault(pieces[0], []).append(id_)
                elif pieces:
                    self._broken_by_first.setdefault(pieces[0], []).append(len(self._broken))
                    self._broken.append((id_, pieces))
        if concept.not_in:
            self._contexts[id_] = [self._piece(normalise(word)) for word in concept.not_in]

    def _piece(self, text: str) -> int:
        return self._pieces.setdefault(text, len(self._pieces))

    def find(self, texts: Sequence[str]) -> list[Hits]:
        """For each normalised text its concepts and the spans (start, end) they stand at."""
        results: list[Hits] = [{} for _ in texts]
        if self._automaton is None:
            return results
        starts = [0, *accumulate(len(text) + 1 for text in texts)]
        found: list[dict[int, list[Span]]] = [{} for _ in texts]
        at = 0
        for piece, start, end in self._automaton.find_matches_as_indexes("\n".join(texts), overlapping=True):
            if not starts[at] <= start < starts[at + 1]:
                at = bisect_right(starts, start) - 1
            base = starts[at]
            found[at].setdefault(piece, []).append((start - base, end - base))
        for result, pieces in zip(results, found, strict=True):
            self._concepts(result, pieces)
        return results

    def _concepts(self, result: Hits, pieces: dict[int, list[Span]]) -> None:
        for piece, spans in pieces.items():
            for id_ in self._plain.get(piece, ()):
                result.setdefault(id_, []).extend(spans)
            for index in self._broken_by_first.get(piece, ()):
                id_, chain = self._broken[index]
                spans_of_chain = _chained([pieces.get(link, []) for link in chain])
                if spans_of_chain:
                    result.setdefault(id_, []).extend(spans_of_chain)
        for id_ in [id_ for id_ in result if id_ in self._contexts]:
            contexts = [span for piece in self._contexts[id_] for span in pieces.get(piece, ())]
            left = [span for span in result[id_] if not any(a <= span[0] and span[1] <= b for a, b in contexts)]
            if left:
                result[id_] = left
            else:
                del result[id_]


def _chained(links: list[list[Span]]) -> list[Span]:
    """Spans from a first piece to a last one where each piece follows the one before by at most `GAP` characters."""
    spans = links[0]
    for link in links[1:]:
        spans = [(start, b) for start, end in spans for a, b in link if 0 <= a - end <= GAP]
    return spans
