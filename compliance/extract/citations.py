"""Statements -> named documents with the edition or date they are given, and in what role (`plan.Citation`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from compliance.extract.moments import Moment, moments
from compliance.extract.statements import Statement
from compliance.japanese.normalise import normalise
from compliance.plan import Actor, Citation
from compliance.rules.reference import DocumentName, Reference

Role = Literal["basis", "history", "note", "mention"]

_EDITION = re.compile(
    r"第?(\d\.\d)版|ver(?:sion)?\.?(\d\.\d)|v(\d\.\d)|第(\d)版|\((\d\.\d)\)|"
    r"(?<![\d.])(\d\.\d)(?=[)】」])"
)
_CLOSED = re.compile(r"^[」』】)]{0,2}(?:[(【\[〔][^()【】\[\]〔〕]*(?:\([^()]*\)[^()【】]*)*[)】\]〕]){1,4}")
_BARE_AFTER = re.compile(r"^[」』]?(?:の?(?:第\d\.\d版|\d\.\d版|ver\.?\d\.\d|\d{4}年|令和\d+年)[^、。]{0,12})")
_MADE = re.compile(
    r"(?:に|で)?(?:総務省が|国が|政府が|総務省から|国から)?(?:策定|改定|改訂|公表|決定|示|発出|"
    r"閣議決定|公布|まとめ|取りまとめ|打ち出)(?:され|し|さ)?(?:た|ました|て)?、?(?:国の|総務省の|"
    r"総務省|同省の|の|「|『|【|国が示す)*$"
)
_THEN, _MAKES = re.compile(r"に、?[「『]?$"), re.compile(r"[」』]?を(?:一部)?(?:改定|改訂|改正|策定|公表|決定)")
"""令和6年10月に「…」を改定し."""
_CHANGED = re.compile(r"改定|改訂|改正|一部改定|版")
_RELATION = re.compile(
    r"踏まえ|ふまえ|基づ|基づき|もとづ|沿っ|沿い|沿う|準拠|準じ|もとに|基に|元に|基本とし|即し|"
    r"則[りし]|対応|整合|参考|参酌|勘案|考慮|反映|従[いう]|"
    r"位置[付づ]け|照らし|割り当て|受け[、て]|合わせ|あわせ|連動|歩調|根拠|指針とし|拠り所|よりどころ|適合|遵守|形式|"
    r"具体化|示された|示す|掲げ"
)
_FORMER = re.compile(r"(?:旧|従来の|かつての|当時の)[「『]?$")
_NOTE = re.compile(
    r"を[「『][^」』]+[」』](?:に|として|へ)、?(?:改|見直|変更|更新|再編)|廃止|終了し|終了と|後継|"
    r"^[」』】]?\((?:既に)?(?:終了|解散|失効|当時|旧)\)|に代わ|に替わ|引き継|統合され|発展的に|廃され|旧称|移行しま|改組|に改め"
)
_CHRONICLE = re.compile(r"動向|年表|経緯|経過|沿革|歩み|あゆみ|変遷|これまで")
_PAST = re.compile(r"(?:た|ました|されており|経緯があります|経緯がある)[。」)]*$")
_OWN_PLAN = re.compile(r"本(?:計画|方針|戦略|プラン|ビジョン)")
_BUILT_ON = re.compile(r"準拠|根拠とす|拠り所|踏まえ(?:る|た)")
"""A heading in an appendix above documents that the plan says it builds on."""
_MENTIONED = frozenset(("glossary", "contents", "appendix"))
_TOLD = frozenset(("national", "background", "current", "quotation"))


def citations(statements: list[Statement], reference: Reference, own_title: str | None = None) -> list[Citation]:
    """Every mention of a document of the reference table, in reading order; one per document and statement."""
    finder = _finder(reference)
    title = normalise(own_title or "")
    found = []
    for statement in statements:
        if statement.place == "contents":
            continue
        seen: set[str] = set()
        for key, start, end in finder(statement.norm):
            if key in seen or (title and statement.norm.startswith(title, max(end - len(title), 0)) and len(title) > 6):
                continue
            seen.add(key)
            found.append(_citation(statement, key, start, end))
    return found


class _Finder:
    """Finds the wordings of all documents in one pass; a sentence without any of the stems is passed over."""

    def __init__(self, documents: dict[str, DocumentName]) -> None:
        pairs = sorted(
            ((wording, key) for key, document in documents.items() for wording in document.wordings),
            key=lambda pair: -len(pair[0]),
        )
        self._keys = {normalise(wording): key for wording, key in pairs if "…" not in wording}
        self._gapped = [(re.compile(_wording(wording)), key) for wording, key in pairs if "…" in wording]
        self._pattern = re.compile("|".join(_wording(wording) for wording, _ in pairs))
        self._stems = tuple({normalise(wording.split("…")[-1])[-4:] for wording, _ in pairs})
        self._not_after = {key: (*map(normalise, document.not_after), "\0") for key, document in documents.items()}
        self._not_before = {key: (*map(normalise, document.not_before), "\0") for key, document in documents.items()}

    def __call__(self, text: str) -> Iterator[tuple[str, int, int]]:
        """(key, start, end) of every mention in a normalised text."""
        if not any(stem in text for stem in self._stems):
            return
        for match in self._pattern.finditer(text):
            key = self._keys.get(match[0]) or next(key for gapped, key in self._gapped if gapped.fullmatch(match[0]))
            before = text[max(0, match.start() - 12) : match.start()]
            if not before.endswith(self._not_after[key]) and not text.startswith(self._not_before[key], match.end()):
                yield key, match.start(), match.end()


@lru_cache(maxsize=4)
def _finder(reference: Reference) -> _Finder:
    return _Finder(reference.documents)


def _wording(wording: str) -> str:
    return "[^。、」』]{0,20}?".join(re.escape(normalise(part)) for part in wording.split("…"))


def _citation(statement: Statement, key: str, start: int, end: int) -> Citation:
    edition, moment = _identified(statement, start, end)
    role, actor = _role(statement, start, end)
    return Citation(
        document=key,
        edition=edition,
        date=moment.partial_date if moment else None,
        role=role,
        actor=actor,
        at=statement.passage,
    )


def _identified(statement: Statement, start: int, end: int) -> tuple[str | None, Moment | None]:
    """Edition and date right after the name, in its brackets, or in the clause before it (令和7年3月に改定された…)."""
    text = statement.norm
    after = text[end : end + 90]
    closed = _CLOSED.match(after) or _BARE_AFTER.match(after)
    near = closed[0] if closed else ""
    edition = _EDITION.search(near) or _EDITION.match(after)
    dated = _latest(near)
    if not dated and not edition:
        begin = max(text.rfind("、", 0, start), text.rfind("。", 0, start), text.rfind("|", 0, start)) + 1
        if text[begin:start].strip("「『国の総務省が") == "" and begin:
            begin = max(text.rfind("、", 0, begin - 1), text.rfind("。", 0, begin - 1)) + 1
        before = text[begin:start]
        found = [moment for moment in moments(before) if not moment.fiscal]
        if found and (_MADE.search(before[found[-1].end :]) or (_THEN.match(before[found[-1].end :]) and _MAKES.match(after))):
            dated = found[-1]
        edition = re.search(r"(?:第(\d\.\d)版|(\d\.\d)版)の?[「『]?$", before)
    return next((group for group in edition.groups() if group), None) if edition else None, dated


def _latest(near: str) -> Moment | None:
    """The date of a bracket: that of the revision when one is said, else the last one."""
    found = [moment for moment in moments(near) if not moment.fiscal] if near else []
    for moment in reversed(found):
        if _CHANGED.match(near[moment.end : moment.end + 6].lstrip("に日・")):
            return moment
    return max(found, key=lambda moment: moment.last_day, default=None)


def _role(statement: Statement, start: int, end: int) -> tuple[Role, Actor]:
    """What the statement does with the document; whose word it is."""
    text, actor = statement.norm, _actor(statement)
    if _NOTE.search(text[end : end + 60]) or _FORMER.search(text[max(0, start - 6) : start]):
        return "note", actor
    headings = statement.block.headings[-1:]
    if statement.place == "appendix" and statement.form != "heading" and any(map(_BUILT_ON.search, headings)):
        return "basis", "own"
    if statement.place in _MENTIONED or statement.form == "heading":
        return "mention", actor
    if _in_chronicle(statement):
        return "history", actor
    on_itself = statement.place == "background" and not statement.named and any(map(_OWN_PLAN.search, headings))
    if _RELATION.search(text) and (_OWN_PLAN.search(text) or (on_itself and not _past(statement))):
        return "basis", "own"
    if statement.place in _TOLD and (_past(statement) or actor != "own" or not statement.named):
        return ("history", actor) if _past(statement) else ("basis", "nation")
    related = _RELATION.search(text[end:]) or (_RELATION.search(text[:start]) and statement.form != "sentence")
    return ("basis" if related else "history" if _past(statement) else "mention"), actor


def _in_chronicle(statement: Statement) -> bool:
    """A row of a table of events, or one that begins with its year."""
    told = any(_CHRONICLE.search(heading) for heading in statement.block.headings[-2:])
    return statement.form == "row" and (told or bool(statement.years and statement.years[0].start <= 1))


def _past(statement: Statement) -> bool:
    return bool(_PAST.search(statement.norm)) or (bool(statement.clauses) and statement.clauses[-1].strength == "done")


def _actor(statement: Statement) -> Actor:
    """A sentence of the national chapter is the nation's unless it names this plan or its own body."""
    if statement.place in ("national", "quotation") and not statement.named:
        return "nation"
    if statement.place in ("background", "appendix") and not statement.named and not _OWN_PLAN.search(statement.norm):
        return "other"
    return statement.actor
