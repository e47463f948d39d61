"""What a commitment is worth: the coding rules of the catalogue, applied to actor, place, form and strength."""

from __future__ import annotations

from collections import Counter

from compliance.facts.sourced import SourcedFact
from compliance.plan import Commitment
from compliance.rules.fact_kinds import Fact

NOT_COUNTING = 4
LEAST_LIKE = -1.5
"""The log odds of `Commitment.likeness` (present) below which the words of an element stand together by chance. Found on plans
the model had not learned from: docs/decisions.md."""
UNLIKE = "基準の語はありますが、記載のある例とは言うことが離れています"
_NOT_OWN = {
    "nation": "国の施策・方針の説明であり、自団体の約束ではありません",
    "prefecture": "県の施策・方針の説明であり、自団体の約束ではありません",
    "other": "自団体の行動と読み取れない説明です",
}
_NO_PLACE = {
    "contents": "目次の記載です",
    "glossary": "用語の説明です",
    "national": "国・県の動向の説明です",
    "quotation": "国の文書の引用です",
}
_NO_STRENGTH = {
    "ended": "廃止・中止・見送りの記載です",
    "effect": "効果や見込みの記載であり、行動の約束ではありません",
    "mention": "言葉が出てくるだけで、行動の記載ではありません",
}
_WEAK = {
    "aimed": "目指す・努めるという記載で、年度・数量・担当がありません",
    "considered": "検討・研究にとどまる記載です",
    "trial": "試行・実証にとどまる記載です",
    "necessity": "必要性を述べる記載です",
}
_BACKGROUND = ("current", "background", "appendix")


def force(commitment: Commitment) -> tuple[str, str]:
    """(force, why it does not count in full). Force is firm, weak, named or none; the reason is empty when firm.

    Source: coding_rules 自団体の約束だけを数える, 国・県の説明は数えない, 弱い意思, 必要性の表明, 表の扱い, 過去の実績, 見出しだけ
    (a heading counts only where no text stands below it), 迷ったとき (the lower).
    """
    if commitment.actor != "own":
        return "none", _NOT_OWN[commitment.actor]
    if commitment.place in _NO_PLACE:
        return "none", _NO_PLACE[commitment.place]
    if commitment.form == "section":
        return "none", "見出しに挙げていますが、その下の本文に基準に当たる記載を読み取れません"
    if commitment.form == "heading":
        return "named", "見出しだけの記載です"
    if commitment.likeness and commitment.likeness[0] < LEAST_LIKE:
        return "none", UNLIKE
    return _by_strength(commitment)


def _by_strength(commitment: Commitment) -> tuple[str, str]:
    if commitment.strength == "mention" and commitment.place not in _BACKGROUND:
        return "named", _NO_STRENGTH["mention"]
    if commitment.strength in _NO_STRENGTH:
        return "none", _NO_STRENGTH[commitment.strength]
    if commitment.strength == "necessity" and commitment.place in _BACKGROUND:
        return "none", "現状・課題の節での必要性の記載です"
    if commitment.strength == "committed" and commitment.place == "vision":
        return "weak", "目指す姿の記載であり、取組としての記載ではありません"
    if commitment.strength == "aimed" and (commitment.dated or commitment.number):
        return "firm", ""
    return ("weak", _WEAK[commitment.strength]) if commitment.strength in _WEAK else ("firm", "")


def kept(commitments: list[Commitment]) -> list[Commitment]:
    """All that count, and of those that do not the first `NOT_COUNTING` of each element: enough to show why not."""
    seen: Counter[str] = Counter()
    result = []
    for commitment in commitments:
        counts = force(commitment)[0] != "none"
        seen[commitment.element] += not counts
        if counts or seen[commitment.element] <= NOT_COUNTING:
            result.append(commitment)
    return result


def commitment_facts(commitments: list[Commitment]) -> list[SourcedFact]:
    """One fact of kind `commitment` for each; see `rules/fact_kinds.py`."""
    return [_fact(commitment) for commitment in commitments]


def _fact(commitment: Commitment) -> SourcedFact:
    strength, why_not = force(commitment)
    fact: Fact = {
        "fact": "commitment",
        "element": commitment.element,
        "object": commitment.object or "",
        "force": strength,
        "strength": commitment.strength,
        "actor": commitment.actor,
        "place": commitment.place,
        "form": commitment.form,
        "year": commitment.dated,
        "number": commitment.number is not None,
        "frequency": commitment.frequency is not None,
    }
    return SourcedFact(
        fact,
        [commitment.at],
        why_not,
        commitment.wording,
        commitment.element,
        commitment.strength,
        commitment.likeness,
    )
