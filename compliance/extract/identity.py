"""Document -> whose plan it is and of when: title, municipality, prefecture, kind, dates of adoption and revision.

Works on blocks, before any sentence is read: whose sentence it is depends on whose plan it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from compliance.document import Block, Document
from compliance.extract.moments import Moment, moments
from compliance.extract.passages import passage_of_block
from compliance.japanese.normalise import normalise
from compliance.plan import Passage

_KANA_KANJI = r"[一-龥々〆ヶヵァ-ヴーぁ-ん○〇◯●△□]"
_PREFECTURE = rf"(?:北海道|東京都|京都府|大阪府|(?:{_KANA_KANJI}{{2,3}}|[ぁ-ん]{{4,6}}|神奈川|和歌山|鹿児島)県)"
_DISTRICT = rf"(?:{_KANA_KANJI}{{1,5}}郡)?"
_NAME = rf"(?P<name>{_KANA_KANJI}{{1,7}}?[市町村区])"
_FOLLOWS = r"(?=dx|デジタル|ict|情報|スマート|自治体|行政|電子|地域|第|it|ai|版|の|総合|官民|推進|「|【|[(]|$)"
_TITLE_LONGEST = re.compile(
    rf"^(?:(?P<pref>{_PREFECTURE}){_DISTRICT})?(?P<name>{_KANA_KANJI}{{1,7}}[市町村区]){_FOLLOWS}"
)
_TITLE_OWNER = re.compile(rf"^(?:(?P<pref>{_PREFECTURE}){_DISTRICT})?{_NAME}(?![市町村区民内外長政立])")
_TITLE_PREFECTURE = re.compile(rf"^(?P<pref>{_PREFECTURE})")
_COVER_OWNER = re.compile(
    rf"^(?:(?P<pref>{_PREFECTURE}){_DISTRICT})?{_NAME}(?:役所|役場|長|教育委員会|$|"
    rf"[^市町村区民内外]{{1,20}}[部課局室係])"
)
_BODY_OWNER = re.compile(
    rf"(?:^|[、。「])(?:(?P<pref>{_PREFECTURE}){_DISTRICT})?{_NAME}(?:では、|は、|における|"
    rf"の[dデ])"
)
_NOT_A_NAME = re.compile(
    r"^(?:本|当|各|同|他|近隣|県内|全国|我が|わが|先進|中核|政令|指定|一般)|(?:都|地|学|校|行政|"
    r"選挙|特|政令|指定都|中核|先進都|他)[市区]$|市町村$|のまち|ある|する|した|いる|ない|"
    r"この|その|まち$"
)
_TITLE_END = re.compile(
    r"(?:計画|戦略|ビジョン|プラン|構想|方針|指針|大綱|ロードマップ|"
    r"プログラム)(?:[(\[【〔《~第].*|\d.*|\(?案\)?|改訂版|改定版|概要版|本編)?$"
)
_TITLE_WORD = re.compile(r"dx|デジタル|情報化|ict|スマート|電子|トランスフォーメーション|it|ai|行政改革")
_TITLE_HEAD = re.compile(r"^.{1,10}(?:版|の)$")
_CONTENTS = re.compile(r"^(?:目次|contents)$")
_PREFACE = re.compile(r"はじめに|あいさつ|挨拶|巻頭")
_HISTORY = re.compile(r"改定履歴|改訂履歴|改定の履歴|改訂の履歴|策定履歴|改定経過|改訂経過")
_PROCESS = re.compile(r"策定の?経[過緯]|検討の?経[過緯]|策定まで|改[定訂]の?経[過緯]")
_DECIDED = re.compile(r"計画(?:\([^)]*\))?(?:を|の|が)?(?:策定|決定|公表|改定|改訂)|議決|^.{0,25}計画.{0,10}決定")
_DRAFT = re.compile(r"案|方針|骨子|着手|開始|検討|審議|諮問|依頼|設置|国|総務省|政府")
_REVISED = re.compile(r"改定|改訂|一部改正|改正|変更|更新|見直し")
_ADOPTED = re.compile(r"策定|制定|決定|公表|発行|作成|初版|議決")
_BODY_DATE = re.compile(r"本(?:計画|方針|戦略|プラン)(?:は、?|を、?)")
_IMPRINT = re.compile(r"^(?!.*(?:国|総務省|。)).*(?:発行|策定|改定|改訂|作成)(?!し)")
_OF_PREFECTURE = ("本県", "当県", "本道", "本府", "都庁", "知事")
_OF_MUNICIPALITY = ("本市", "当市", "本町", "当町", "本村", "当村", "本区", "当区", "市長", "町長", "村長", "区長")
_COVER_BLOCKS = 25


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose plan a document is and of when; `adopted_at` and `revised_at` say where that stands."""

    title: str | None = None
    municipality: str | None = None
    prefecture: str | None = None
    kind: Literal["municipality", "prefecture"] = "municipality"
    adopted: str | None = None
    revised: str | None = None
    adopted_at: Passage | None = None
    revised_at: Passage | None = None


def identity(document: Document) -> Identity:
    """Read the identity of a plan from its cover, its imprint, its history of revisions and its preface."""
    cover = cover_of(document)
    title = _title(cover, document)
    municipality, prefecture = _owner(title, cover, document)
    kind = _kind(title, municipality, document)
    dates = _dates(cover, document)
    adopted, revised = dates.get("adopted"), dates.get("revised")
    return Identity(
        title=title,
        municipality=municipality if kind == "municipality" else None,
        prefecture=prefecture or _prefecture_of(title),
        kind=kind,
        adopted=adopted[0].partial_date if adopted else None,
        revised=revised[0].partial_date if revised else None,
        adopted_at=passage_of_block(adopted[1]) if adopted else None,
        revised_at=passage_of_block(revised[1]) if revised else None,
    )


def cover_of(document: Document) -> list[Block]:
    """The blocks before the contents or, without contents, before the first chapter or long text."""
    cover: list[Block] = []
    for block in document.blocks[:_COVER_BLOCKS]:
        text = normalise(block.text)
        if _CONTENTS.match(text) or len(text) > 90:
            break
        if block.kind == "heading" and block.level >= 2 and not moments(text):
            break
        if block.kind == "row":
            break
        cover.append(block)
    return cover


def _title(cover: list[Block], document: Document) -> str | None:
    """The line, or two or three lines together, that ends as titles of plans end."""
    for span in (1, 2, 3):
        for start in range(len(cover) - span + 1):
            text = "".join(block.text.strip() for block in cover[start : start + span])
            norm = normalise(text)
            if len(norm) <= 45 and _TITLE_END.search(norm) and _TITLE_WORD.search(norm):
                before = cover[start - 1].text.strip() if start else ""
                return before + text if _TITLE_HEAD.match(normalise(before)) else text
    first = next((block for block in document.blocks if block.kind == "heading"), None)
    if first and _TITLE_END.search(normalise(first.text)) and len(first.text) <= 45:
        return first.text.strip()
    return None


def _owner(title: str | None, cover: list[Block], document: Document) -> tuple[str | None, str | None]:
    """Municipality and prefecture: from the title, a line of the cover, or the name most sentences begin with."""
    lines = [normalise(block.text) for block in cover]
    own_title = [normalise(title)] if title else []
    for pattern, texts in (
        (_TITLE_LONGEST, own_title),
        (_TITLE_OWNER, own_title),
        (_COVER_OWNER, lines),
        (_TITLE_OWNER, lines),
    ):
        for text in texts:
            match = pattern.match(text)
            if match and not _NOT_A_NAME.search(match["name"]) and not text.startswith(("令和", "平成")):
                return match["name"], match["pref"] or _beside(lines)
    counted: Counter[tuple[str, str | None]] = Counter()
    for block in document.blocks[:150]:
        if "市" in block.text or "町" in block.text or "村" in block.text or "区" in block.text:
            for match in _BODY_OWNER.finditer(normalise(block.text)):
                if not _NOT_A_NAME.search(match["name"]):
                    counted[(match["name"], match["pref"])] += 1
    best = counted.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else (None, None)


def _beside(lines: list[str]) -> str | None:
    """The prefecture a line of the cover names before a municipality or alone."""
    for line in lines:
        match = _TITLE_PREFECTURE.match(line)
        if match:
            return match["pref"]
    return None


def _prefecture_of(title: str | None) -> str | None:
    match = _TITLE_PREFECTURE.match(normalise(title)) if title else None
    return match["pref"] if match else None


def _kind(title: str | None, municipality: str | None, document: Document) -> Literal["municipality", "prefecture"]:
    """A prefecture's own plan names the prefecture and no municipality in its title, or speaks of 本県."""
    if municipality:
        return "municipality"
    if title and _TITLE_PREFECTURE.match(normalise(title)):
        return "prefecture"
    texts = [block.text for block in document.blocks]
    prefecture, municipal = (
        sum(word in text for text in texts for word in words) for words in (_OF_PREFECTURE, _OF_MUNICIPALITY)
    )
    return "prefecture" if prefecture > municipal and prefecture >= 3 else "municipality"


_Dates = dict[str, tuple[Moment, Block]]


def _dates(cover: list[Block], document: Document) -> _Dates:
    """Dates of adoption and of the last revision with the block they stand in."""
    dates: _Dates = {}
    unmarked: list[tuple[Moment, Block]] = []
    for block in cover:
        unmarked.extend(_labelled(block, dates))
    if unmarked:
        dates.setdefault("adopted", unmarked[0])
    if _read_history(document, dates) or dates:
        _read_imprint(document, dates)
        return dates
    _read_imprint(document, dates)
    for read in (_read_process, _read_body, _read_preface):
        if "adopted" not in dates:
            read(document, dates)
    return dates


def _labelled(block: Block, dates: _Dates) -> list[tuple[Moment, Block]]:
    """Note the dates that say what they are; give back those that do not. Fiscal years and ranges are no dates."""
    text = normalise(block.text)
    found = [moment for moment in moments(text) if not moment.fiscal]
    if not found or len(text) > 70 or re.search(r"[~〜]|から|期間", text):
        return []
    before = text[: found[0].start]
    prefixed = bool(_REVISED.search(before) or _ADOPTED.search(before))
    plain = []
    for index, moment in enumerate(found):
        nearest = (
            text[found[index - 1].end if index else 0 : moment.start]
            if prefixed
            else text[moment.end : found[index + 1].start if index + 1 < len(found) else len(text)]
        )
        if _REVISED.search(nearest):
            _later(dates, "revised", moment, block)
        elif _ADOPTED.search(nearest):
            dates.setdefault("adopted", (moment, block))
        elif not nearest.strip("()、。") or "版" in nearest or len(text) <= 20:
            plain.append((moment, block))
    return plain


def _later(dates: _Dates, name: str, moment: Moment, block: Block) -> None:
    if name not in dates or dates[name][0].last_day < moment.last_day:
        dates[name] = (moment, block)


def _read_history(document: Document, dates: _Dates) -> bool:
    """A history of revisions: the first entry is the adoption, the last the revision in force."""
    found = False
    for block in document.blocks:
        if block.headings and _HISTORY.search(block.headings[-1]) and block.kind != "heading":
            text = normalise(block.text)
            for moment in moments(text)[:1]:
                if not moment.fiscal:
                    found = True
                    if _REVISED.search(text) or ("adopted" in dates and "策定" not in text and "初版" not in text):
                        _later(dates, "revised", moment, block)
                    else:
                        dates.setdefault("adopted", (moment, block))
    return found


def _read_imprint(document: Document, dates: _Dates) -> None:
    """The last lines of the document: 令和6年3月発行."""
    for block in document.blocks[-6:]:
        text = normalise(block.text)
        if block.kind not in ("row", "item") and len(text) <= 45 and _IMPRINT.search(text):
            _labelled(block, dates)


def _read_process(document: Document, dates: _Dates) -> None:
    """The course of its making: the last entry that says the plan was decided or published."""
    for block in document.blocks:
        if block.kind in ("row", "item") and any(_PROCESS.search(heading) for heading in block.headings):
            text = normalise(block.text)
            if _DECIDED.search(text) and not _DRAFT.search(text):
                for moment in moments(text)[:1]:
                    if not moment.fiscal:
                        _later(dates, "adopted", moment, block)


def _read_body(document: Document, dates: _Dates) -> None:
    """本計画は、令和6年3月に策定し…"""
    for block in document.blocks:
        if ("本" in block.text and "策定" in block.text) or "改定" in block.text or "改訂" in block.text:
            text = normalise(block.text)
            for moment in moments(text) if _BODY_DATE.search(text) else []:
                if moment.fiscal or not re.search(
                    r"本(?:計画|方針|戦略|プラン)(?:は|を)、?(?:[^、。]{0,10}、)?$", text[: moment.start]
                ):
                    continue
                act = re.match(
                    r"(?:\d+日)?に?、?(?:[^、。]{0,15})?(策定|決定|改定|改訂)", text[moment.end : moment.end + 25]
                )
                if act:
                    _later(dates, "revised" if act[1].startswith("改") else "adopted", moment, block)


def _read_preface(document: Document, dates: _Dates) -> None:
    """The date under the mayor's preface."""
    for block in document.blocks[:80]:
        if (
            block.headings
            and _PREFACE.search(block.headings[-1])
            and block.kind == "paragraph"
            and len(block.text) <= 45
        ):
            text = normalise(block.text)
            for moment in moments(text)[:1]:
                if (
                    not moment.fiscal
                    and moment.month
                    and moment.start == 0
                    and re.search(r"[市町村区]長|知事|$", text[moment.end :])
                ):
                    dates.setdefault("adopted", (moment, block))
