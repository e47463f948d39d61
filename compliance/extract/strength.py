"""The strength of a clause: done, doing, committed, aimed, considered, necessity, ... by its end (`strengths.yaml`).

`coding_rules` of the catalogue say which sentence is which; a necessity or an effect must be the final predicate to
count as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compliance.plan import Strength
from compliance.rules.reading import Strengths

_TAIL = re.compile(r"(?:[。．.!！?？、,:：;；\s]|\([^()]*\)|(?:など|等)?$)+$")
_NOUN_END = re.compile(r"(?:[一-龥々ァ-ヺー]|[a-z0-9])$")
_PHRASE = re.compile(r"[をにへで]|から|まで|より")
_CONTINUATIVE = re.compile(r"(?:[しりきみめけせてびえげいちれ]|とともに|ほか)$")
_OPEN: tuple[Strength, ...] = ("considered", "aimed", "effect")
"""Predicates that do not reach back over 〜し、: in 「Aを導入し、Bを検討します」 A is a promise."""
_COMMA = re.compile(r"、")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch `start`..`end` of a normalised sentence and its strength; `reported`: it retells a national text."""

    start: int
    end: int
    strength: Strength
    reported: bool = False


class StrengthReader:
    """Reads the strengths of sentences, list items and cells by the word lists of the rules."""

    def __init__(self, words: Strengths) -> None:
        self._nouns = words.nouns
        self._endings: dict[str, str] = {}
        for strength, endings in words.endings.items():
            self._endings.update(dict.fromkeys(endings, strength))
        self._longest = max(map(len, self._endings))
        self._actions = tuple(words.action_nouns)
        self._clause_endings = sorted(((ending, strength) for strength, endings in words.clause_endings.items()
                                       for ending in endings), key=lambda pair: -len(pair[0]))

    def clauses(self, text: str) -> list[Clause]:
        """The clauses of a normalised sentence, in order. A clause that ends in 〜し、 shares the predicate of the next."""
        cuts = [0, *(match.end() for match in _COMMA.finditer(text)), len(text)]
        result: list[Clause] = []
        following = self.of(text)
        for start, end in reversed(list(zip(cuts, cuts[1:], strict=False))):
            if end <= start:
                continue
            strength, reported = following if end == len(text) else self._inner(text[start:end - 1], following)
            following = (strength, reported) if strength not in ("mention",) else following
            result.append(Clause(start, end, strength, reported))
        return result[::-1]

    def _inner(self, clause: str, following: tuple[Strength, bool]) -> tuple[Strength, bool]:
        """The strength of a clause before a comma: its own where its end shows one, else that of what follows."""
        for ending, strength in self._clause_endings:
            if clause.endswith(ending):
                if strength == "mention":
                    break
                noun = self._by_noun(clause)
                return noun or strength, False
        if following[0] in _OPEN and _CONTINUATIVE.search(clause):
            return self._by_noun(clause) or "committed", False
        return following

    def of(self, text: str) -> tuple[Strength, bool]:
        """Strength of the final predicate of a normalised text, and whether it retells a national text."""
        bare = _TAIL.sub("", text)
        last = bare[bare.rfind("、") + 1:]
        noun = self._by_noun(last if len(last) > 3 else bare)
        if noun:
            return noun, False
        for length in range(min(self._longest, len(bare)), 0, -1):
            strength = self._endings.get(bare[-length:])
            if strength == "reported":
                return "mention", True
            if strength and not (length == 1 and self._noun_ending(bare)):
                return strength, False  # type: ignore[return-value]
        return self._nominal(bare), False

    def _by_noun(self, clause: str) -> Strength | None:
        for rule in self._nouns:
            tail_start = max(0, len(clause) - rule.within)
            for word in rule.words:
                at = clause.rfind(word)
                if at >= tail_start and not any(clause.startswith(after, at + len(word)) for after in rule.not_followed):
                    return rule.strength
        return None

    @staticmethod
    def _noun_ending(text: str) -> bool:
        return bool(_NOUN_END.search(text))

    def _nominal(self, bare: str) -> Strength:
        """体言止め: an action noun with an object or in a phrase is an intention; a bare label is a mention."""
        if bare.endswith(self._actions) and (len(bare) >= 10 or _PHRASE.search(bare)):
            return "committed"
        return "mention"
