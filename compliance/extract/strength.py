"""The strength of a clause: done, doing, committed, aimed, considered, necessity, ... by its end (`strengths.yaml`).

`coding_rules` of the catalogue say which sentence is which; a necessity or an effect must be the final predicate to
count as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from compliance.plan import Strength
from compliance.rules.reading import Strengths

_TAIL = re.compile(r"(?:[。．.!！?？、,:：;；\s]|\([^()]*\)|(?:など|等)?$)+$")
_BRACKET = re.compile(r"\(([^()]{2,12})\)[。.]?$")
_NOUN_END = re.compile(r"(?:[一-龥々ァ-ヺー]|[a-z0-9])$")
_PHRASE = re.compile(r"[をにへで]|から|まで|より")
_CONTINUATIVE = re.compile(r"(?:(?<!あ)[りしきみめけせてびえげいちれ]|とともに|ほか)$")
_PREPARING = ("調査", "分析", "把握", "整理", "検証", "確認", "評価", "調整", "協議", "準備", "情報収集", "洗い出し")
_QUALIFIER = re.compile(
    r"(?:について|については|に向けて?|により|によって|において|に対して|として|に当たり|に当たって|にあたり|にあたって|に応じて?|に"
    r"基づき|に合わせて?|に伴い|を通じて?|に関して|に際して|を踏まえて?|とあわせて|と併せて|[もを]含めて?)$"
)
"""A clause that only qualifies the predicate of the sentence."""
_OF_A_THING = re.compile(
    r"^[^、]*(?:[るたうくすぬむぶぐつ]|ない)(?:仕組み|しくみ|方法|手法|やり方|体制|環境|サービス|機能|在り方|あり方|こと|道)(?:など|等)?(?:の|を|に|が|も)"
)
"""What follows tells what a thing is like: in 「データを取り込み、入力を省く仕組みを検討します」 both halves are considered."""
_SCHEDULED = re.compile(r"→|(?:令和|[rh])\d+(?:年度|\D|$)|20\d\d年度")
"""A fragment with an arrow or a year and no predicate is a line of a timetable or of KPIs (coding rule 表の扱い)."""
_WITH_YEAR = re.compile(r"[(〔\[](?:令和|[rh])?\d+(?:年度|[年.]\d+月?)?(?:[~→-].*|から|まで|以降|予定)?[)〕\]]$")
_OPEN: tuple[Strength, ...] = ("considered", "aimed", "effect", "ended")
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
        self._trials = tuple(word for rule in words.nouns if rule.strength == "trial" for word in rule.words)
        self._any_noun = re.compile("|".join(re.escape(word) for rule in words.nouns for word in rule.words))
        self._reach = max(rule.within for rule in words.nouns)
        self._endings: dict[str, str] = {}
        for strength, endings in words.endings.items():
            self._endings.update(dict.fromkeys(endings, strength))
        self._longest = max(map(len, self._endings))
        self._actions = tuple(words.action_nouns)
        self._clause_endings = sorted(
            ((ending, strength) for strength, endings in words.clause_endings.items() for ending in endings),
            key=lambda pair: -len(pair[0]),
        )
        self._signs = [(sign, strength) for strength, signs in words.signs.items() for sign in signs]
        self._any_clause_ending = tuple(ending for ending, _ in self._clause_endings)

    def clauses(self, text: str) -> list[Clause]:
        """The clauses of a normalised sentence, in order. A clause that ends in 〜し、 shares the predicate of the next; one
        that only qualifies (〜について、) shares the last of all."""
        cuts = [0, *(match.end() for match in _COMMA.finditer(text)), len(text)]
        result: list[Clause] = []
        last = following = self.of(text)
        for start, end in reversed(list(pairwise(cuts))):
            if end <= start:
                continue
            strength, reported = (
                following if end == len(text) else self._inner(text[start : end - 1], text[end:], following, last)
            )
            following = (strength, reported) if strength != "mention" else following
            result.append(Clause(start, end, strength, reported))
        return result[::-1]

    def _inner(
        self, clause: str, rest: str, following: tuple[Strength, bool], last: tuple[Strength, bool]
    ) -> tuple[Strength, bool]:
        """The strength of a clause before a comma: its own where its end shows one, else that of what follows."""
        if _QUALIFIER.search(clause):
            return last
        if clause.endswith(self._any_clause_ending):
            strength = next(strength for ending, strength in self._clause_endings if clause.endswith(ending))
            return last if strength == "mention" else (self._by_noun(clause) or strength, False)
        part_of_thing = _OF_A_THING.match(rest) and not clause.removesuffix("し").endswith(self._actions)
        if (
            following[0] in _OPEN
            and _CONTINUATIVE.search(clause)
            and not part_of_thing
            and (following[0] != "effect" or "を" in clause)
        ):
            return self._by_noun(clause) or "committed", False
        return following

    def of(self, text: str) -> tuple[Strength, bool]:
        """Strength of the final predicate of a normalised text, and whether it retells a national text."""
        bracket = _BRACKET.search(text)
        if bracket:
            strength, _ = self.of(bracket[1])
            if strength in ("done", "doing", "considered", "trial", "ended"):
                return strength, False
        bare = _TAIL.sub("", text)
        last = bare[bare.rfind("、") + 1 :]
        noun = self._by_noun(last if len(last) > 3 else bare)
        if noun:
            trial_ended = noun == "ended" and any(word in bare for word in self._trials)
            return ("trial" if trial_ended else noun), False
        for length in range(min(self._longest, len(bare)), 0, -1):
            ending = self._endings.get(bare[-length:])
            if ending == "reported":
                return "mention", True
            if ending and not (length == 1 and self._noun_ending(bare)):
                return ending, False  # type: ignore[return-value]
        return self._nominal(bare, bool(_WITH_YEAR.search(text))), False

    def of_cell(self, text: str) -> tuple[Strength, bool]:
        """`of`, of a cell: a sign (△) tells its strength whatever it says beside."""
        return next(((strength, False) for sign, strength in self._signs if sign in text), None) or self.of(text)

    def acts(self, text: str) -> bool:
        """Whether a cell ends in an action noun (導入, 開始, ...), however short; finding out is not acting."""
        bare = _TAIL.sub("", text)
        return bare.endswith(self._actions) and not bare.endswith(_PREPARING)

    def _by_noun(self, clause: str) -> Strength | None:
        """The strength of the noun that stands nearest the end: 「廃止を検討する」 is considered, not ended."""
        best, strength = -1, None
        if not self._any_noun.search(clause, max(0, len(clause) - self._reach)):
            return None
        for rule in self._nouns:
            tail_start = max(0, len(clause) - rule.within)
            for word in rule.words:
                at = clause.rfind(word)
                inside = clause.startswith(tuple(rule.not_followed), at + len(word)) or (
                    clause.endswith(tuple(rule.not_preceded), 0, at) if at >= 0 else False
                )
                if at >= max(tail_start, best + 1) and not inside:
                    best, strength = at, rule.strength
        return strength

    @staticmethod
    def _noun_ending(text: str) -> bool:
        return bool(_NOUN_END.search(text))

    def _nominal(self, bare: str, dated: bool) -> Strength:
        """体言止め: an action noun with an object, in a phrase or before a year in brackets is an intention; a bare label is a
        mention."""
        if bare.endswith(self._actions) and (len(bare) >= 10 or dated or _PHRASE.search(bare)):
            return "committed"
        if bare.endswith("中") and bare[:-1].endswith(self._actions):
            return "doing"
        if _SCHEDULED.search(bare):
            return "committed"
        return "mention"
