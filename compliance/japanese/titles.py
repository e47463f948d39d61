"""Titles of measures, rows and indicators: their number, their core, and whether two name the same thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

_NUMBER = re.compile(
    r"^(?:(?:基本)?(?:施策|取組|取り組み|事業|項目|方針|プロジェクト|重点|アクション|no\.?|目標|柱)?)[(\[【〔]?"
    r"(?P<number>\d{1,2}(?:[-.－・]\d{1,2}){0,3}|[①-⑳]|[a-z]-?\d{1,2}|[ア-ン](?=[)）.]))[)\]】〕.:、]?"
    r"(?P<rest>(?=[^\d年月日割%人件回])\D?.*)$"
)
_BRACKETED = re.compile(r"【[^】]*】|〔[^〕]*〕|\[[^\]]*\]|\([^()]*\)|《[^》]*》|〈[^〉]*〉|★|☆|※|◎|新規|再掲")
_TAIL = re.compile(
    r"(?:の|に関する|に向けた|による|等の)?(?:推進|促進|拡充|拡大|導入|活用|利活用|強化|充実|整備|"
    r"実施|検討|向上|普及|構築|実現|対応|徹底|取組|取り組み|支援|確保|最適化|効率化|事業|等|展開|運用|"
    r"改善|見直し|醸成|開催|提供|開始)+$"
)
_WORD = re.compile(r"[一-龥々]{2,}|[ァ-ヴー]{2,}|[a-z][a-z0-9\-]+")
_GENERIC = frozenset(
    (
        "推進",
        "促進",
        "拡充",
        "拡大",
        "導入",
        "活用",
        "利活用",
        "利用",
        "強化",
        "充実",
        "整備",
        "実施",
        "検討",
        "向上",
        "普及",
        "構築",
        "実現",
        "対応",
        "徹底",
        "取組",
        "支援",
        "確保",
        "最適化",
        "効率化",
        "事業",
        "展開",
        "運用",
        "改善",
        "業務",
        "行政",
        "市民",
        "町民",
        "村民",
        "区民",
        "住民",
        "自治体",
        "本市",
        "本町",
        "本村",
        "庁内",
        "全庁",
        "職員",
        "施策",
        "計画",
        "環境",
        "体制",
        "情報",
        "社会",
        "地域",
        "管理",
        "基盤",
        "技術",
        "等",
        "新",
        "デジタル",
        "デジタル化",
        "dx",
        "ict",
        "サービス",
        "システム",
        "改革",
        "対策",
        "開始",
        "提供",
        "開催",
        "手続",
        "手続等",
        "見直",
        "更新",
        "更改",
        "入替",
        "可能",
        "共通",
        "関係",
        "連携",
        "共有",
        "方法",
        "仕組",
        "継続",
        "各種",
        "推進等",
        "重点",
        "事項",
        "重点取組事項",
        "その他",
        "高度化",
        "電子化",
    )
)
_KANJI_SPLIT = re.compile(
    r"(?:推進|促進|拡充|拡大|導入|活用|利活用|強化|充実|整備|実施|検討|向上|普及|構築|実現|"
    r"対応|徹底|支援|確保|事業|改革|対策|業務|行政|職員|地域|情報|管理|環境|体制|手続|社会|"
    r"市民|町民|村民|住民|庁内|全庁|共通化|開催|提供|開始|効率化|最適化|電子化|高度化)"
)

_AND_MORE = re.compile(r"[等及並]+$")
"""在宅勤務等, 遠隔勤務及び: and more of the kind, or another thing."""


@lru_cache(maxsize=4096)
def number_of(title: str) -> tuple[str | None, str]:
    """(number, rest) of a normalised title: 施策1-1行政手続… -> ("1-1", "行政手続…")."""
    match = _NUMBER.match(title)
    if not match or not match["rest"]:
        return None, title
    return match["number"].replace(".", "-").replace("－", "-").replace("・", "-"), match["rest"].lstrip(")）.:、 ")


@lru_cache(maxsize=4096)
def core(title: str) -> str:
    """A normalised title without number, brackets and the general words at its end."""
    rest = _BRACKETED.sub("", number_of(title)[1]).strip("「」『』・:、。")
    return _TAIL.sub("", rest) or rest


@lru_cache(maxsize=4096)
def content_words(title: str) -> frozenset[str]:
    """The words of a normalised title that say what it is about."""
    rest = _BRACKETED.sub("", number_of(title)[1])
    words: set[str] = set()
    for word in _WORD.findall(rest):
        parts = (_AND_MORE.sub("", part) for part in _KANJI_SPLIT.split(word))
        words.update(part for part in parts if len(part) >= 2 and part not in _GENERIC)
    return frozenset(words)


_ALIKE = 0.6
"""Share of common pairs of letters (Dice) from which two cores count as one."""


@lru_cache(maxsize=16384)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def same(one: str, other: str) -> bool:
    """Two normalised titles name the same thing: same compound number, same core, or nearly the same letters."""
    first, second = number_of(one)[0], number_of(other)[0]
    if first and second and "-" in first and first == second:
        return True
    a, b = core(one), core(other)
    if a == b or (len(a) >= 4 and a in other) or (len(b) >= 4 and b in one):
        return True
    common = 2 * len(_pairs(a) & _pairs(b))
    return common > 0 and common >= _ALIKE * (len(_pairs(a)) + len(_pairs(b)))


class TitleIndex:
    """Finds the titles that `same` says are the same as a given one, without comparing each with each."""

    def __init__(self, titles: Iterable[str]) -> None:
        self._titles = list(dict.fromkeys(titles))
        self._exact: dict[str, list[int]] = defaultdict(list)
        self._by_pair: dict[str, list[int]] = defaultdict(list)
        self._by_start: dict[str, list[int]] = defaultdict(list)
        for index, title in enumerate(self._titles):
            number, name = number_of(title)[0], core(title)
            self._exact[name].append(index)
            self._exact[f"#{number}"].append(index)
            self._by_start[name[:2]].append(index)
            for pair in _pairs(title):
                self._by_pair[pair].append(index)

    def find(self, title: str) -> str | None:
        """The first of the titles that names the same thing."""
        found = min((index for index in self._candidates(title) if same(title, self._titles[index])), default=None)
        return None if found is None else self._titles[found]

    def _candidates(self, title: str) -> set[int]:
        """A superset of the matches. Cores that share 60% of their pairs share one of the rarer pairs."""
        name = core(title)
        found = {*self._exact.get(name, ()), *self._exact.get(f"#{number_of(title)[0]}", ())}
        for pair in _pairs(title):
            found.update(self._by_start.get(pair, ()))
        rare = sorted(_pairs(name), key=lambda pair: len(self._by_pair.get(pair, ())))
        for pair in rare[: len(rare) - int(len(rare) * _ALIKE / (2 - _ALIKE)) + 1]:
            found.update(self._by_pair.get(pair, ()))
        return found
