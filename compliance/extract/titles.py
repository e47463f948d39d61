"""Titles of measures, rows and indicators: their number, their core, and whether two name the same thing."""

from __future__ import annotations

import re
from functools import lru_cache

_NUMBER = re.compile(
    r"^(?:(?:基本)?(?:施策|取組|取り組み|事業|項目|方針|プロジェクト|重点|アクション|no\.?|目標|柱)?)[(\[【〔]?"
    r"(?P<number>\d{1,2}(?:[-.－・]\d{1,2}){0,3}|[①-⑳]|[a-z]-?\d{1,2}|[ア-ン](?=[)）.]))[)\]】〕.:、]?"
    r"(?P<rest>(?=[^\d年月日割%人件回])\D?.*)$")
_BRACKETED = re.compile(r"【[^】]*】|〔[^〕]*〕|\[[^\]]*\]|\([^()]*\)|《[^》]*》|〈[^〉]*〉|★|☆|※|◎|新規|再掲")
_TAIL = re.compile(r"(?:の|に関する|に向けた|による|等の)?(?:推進|促進|拡充|拡大|導入|活用|利活用|強化|充実|整備|実施|検討|向上|普及|構築|実現|対応|徹底|取組|取り組み|支援|確保|最適化|効率化|事業|等|展開|運用|改善|見直し|醸成|開催|提供|開始)+$")
_WORD = re.compile(r"[一-龥々]{2,}|[ァ-ヴー]{2,}|[a-z][a-z0-9\-]+")
_GENERIC = frozenset((
    "推進 促進 拡充 拡大 導入 活用 利活用 利用 強化 充実 整備 実施 検討 向上 普及 構築 実現 対応 徹底 取組 支援 確保 最適化 効率化 事業 展開 運用 改善 "
    "業務 行政 市民 町民 村民 区民 住民 自治体 本市 本町 本村 庁内 全庁 職員 施策 計画 環境 体制 情報 社会 地域 管理 基盤 技術 等 新 デジタル デジタル化 dx ict "
    "サービス システム 改革 対策 開始 提供 開催 手続 手続等 見直 可能 共通 関係 連携 共有 方法 仕組 継続 各種 推進等 重点 事項 重点取組事項 その他 高度化 電子化").split())
_KANJI_SPLIT = re.compile(r"(?:推進|促進|拡充|拡大|導入|活用|利活用|強化|充実|整備|実施|検討|向上|普及|構築|実現|対応|徹底|支援|確保|事業|改革|対策|業務|行政|職員|地域|情報|管理|環境|体制|手続|社会|市民|町民|村民|住民|庁内|全庁|共通化|開催|提供|開始|効率化|最適化|電子化|高度化)")


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
        words.update(part for part in _KANJI_SPLIT.split(word) if len(part) >= 2 and part not in _GENERIC)
    return frozenset(words)


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Two normalised titles name the same thing: same compound number, same core, or nearly the same letters."""
    first, second = number_of(one)[0], number_of(other)[0]
    if first and second and "-" in first and first == second:
        return True
    a, b = core(one), core(other)
    if a == b:
        return True
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) >= 4 and shorter in longer or _dice(a, b) >= 0.6


def _dice(a: str, b: str) -> float:
    if len(a) < 2 or len(b) < 2:
        return 0.0
    first, second = {a[i:i + 2] for i in range(len(a) - 1)}, {b[i:i + 2] for i in range(len(b) - 1)}
    return 2 * len(first & second) / (len(first) + len(second))
