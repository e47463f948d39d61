"""Statements -> the bodies that drive the plan: name, chair, members, role."""

from __future__ import annotations

import re

from compliance.extract.statements import Statement
from compliance.extract.tables import Table, cell, find_column
from compliance.plan import Body

_NAME = re.compile(
    r"(?<![\d月日])(?:[一-龥々ァ-ヴーa-z0-9・○〇]{1,20}?)?(?:推進本部|推進会議|推進委員会|推進協議会|"
    r"本部会議|戦略本部|戦略会議|改革会議|改革本部|変革会議|調整会議|推進部会|専門部会|連絡会議|"
    r"検討会議|検討委員会|"
    r"推進チーム|プロジェクトチーム|ワーキンググループ|ワーキングチーム|作業部会|分科会|幹事会|"
    r"幹事会議|管理委員会|化委員会|庁議|経営会議|対策本部|政策会議|部会)(?:員)?"
)
_STEMS = ("本部", "会議", "委員会", "協議会", "部会", "チーム", "グループ", "幹事会", "分科会", "庁議")
_FOREIGN = re.compile(
    r"災害|選挙|教育委員会|監査|農業委員会|議会|有識者|学識|懇談会|審議会|地域協議会|官民|"
    r"コンソーシアム|産官学|市民会議|県|広域|全国|国の"
)
_CHAIR = re.compile(
    r"(?P<who>(?:副)?(?:市|町|村|区)長|知事|副知事|[^、。「」()]{2,12}?(?:部長|課長|局長|室長|参事|"
    r"監|教育長))(?:を|が)、?(?:本部長|委員長|議長|会長|座長|部会長|リーダー|チーム長|トップ|長|"
    r"最高責任者)(?:と|を|に|の)|(?:本部長|委員長|議長|会長|座長|部会長)(?:[:は(|]|"
    r"・)(?P<post>[^、。|)]{2,14})"
)
_MEMBERS = re.compile(
    r"(?P<who>[^。|「」]{3,60}?)(?:で|により|から|にて)(?:構成|組織|成る|なる)|(?P<of>[^。|"
    r"]{3,50}?)(?:を|が)(?:メンバー|委員|構成員|本部員|会員|部員|参加|出席|加わ|集ま)|(?:構成|"
    r"構成員|委員|本部員|メンバー)[:は|](?P<list>[^。|]{3,60})|各(?:課|部|部署)から選(?:ばれ|出)"
)
_ROLE = re.compile(
    r"決定|審議(?!会)|調整(?!会)|協議(?!会)|推進(?:する|を|し)|統括|総括|管理(?:する|を)|評価|点検|検証|検討(?!会|委)|補佐|担当|"
    r"担い|担う|所掌|司令塔|判断|裁定|確認|議論|報告|助言|支援|立案|共有|把握|中心|けん引|牽引"
)
_PLACES = frozenset(("measure", "organisation", "vision", "current", "appendix"))
_HEAD_NAME, _HEAD_MEMBERS, _HEAD_ROLE = (
    re.compile(r"会議|組織|名称|体制|区分|本部"),
    re.compile(r"構成|メンバー|委員|本部員"),
    re.compile(r"役割|所掌|機能|所管|担当|事項|任務"),
)


_DEFINITION = re.compile(r"(?:総称|のこと|をいう|を指す)[。.]?$")


def bodies(statements: list[Statement], all_tables: list[Table]) -> list[Body]:
    """Bodies of the plan's own, each once, with all that is said of it first where it says most."""
    found: dict[str, Body] = {}
    for table in all_tables:
        if table.place in _PLACES and table.header:
            for body in _of_table(table):
                _merge(found, body)
    for statement in statements:
        if (
            statement.place in _PLACES
            and statement.actor == "own"
            and statement.form != "heading"
            and any(stem in statement.norm for stem in _STEMS)
            and not _DEFINITION.search(statement.norm)
        ):
            for body in _of_text(statement):
                _merge(found, body)
    for name in list(found):
        longer = next((other for other in found if other != name and other.endswith(name)), None)
        if longer:
            _merge(found, found.pop(name).model_copy(update={"name": longer}))
    return list(found.values())


def _merge(found: dict[str, Body], body: Body) -> None:
    known = found.get(body.name)
    if known is None:
        found[body.name] = body
        return
    more = {
        name: value
        for name in ("chair", "members", "role")
        if getattr(known, name) is None and (value := getattr(body, name))
    }
    if more:
        first = body.at if not (known.chair or known.members or known.role) else known.at
        found[body.name] = known.model_copy(update={**more, "at": first})


def _of_table(table: Table) -> list[Body]:
    """A row each of a table of bodies with a column of members or roles."""
    name = find_column(table.header[:2], _HEAD_NAME)
    members = find_column(table.header, _HEAD_MEMBERS, (name,))
    role = find_column(table.header, _HEAD_ROLE, (name, members))
    if name is None or (members is None and role is None):
        return []
    result = []
    for row in table.rows:
        title = cell(row, name)
        if title and len(title) <= 30 and any(stem in title for stem in _STEMS) and not _FOREIGN.search(title):
            result.append(
                Body(
                    name=title,
                    chair=_chair(row.norm),
                    members=_filled(cell(row, members)),
                    role=_filled(cell(row, role)),
                    at=row.passage,
                )
            )
    return result


def _chair(text: str) -> str | None:
    match = _CHAIR.search(text)
    return match["who"] or match["post"] if match else None


def _filled(text: str) -> str | None:
    return text if len(text) >= 2 else None


def _of_text(statement: Statement) -> list[Body]:
    norm = statement.norm
    result = []
    names = [
        match for match in _NAME.finditer(norm) if not _FOREIGN.search(norm[max(0, match.start() - 8) : match.end()])
    ]
    for number, match in enumerate(names[:4]):
        end = names[number + 1].start() if number + 1 < len(names) else len(norm)
        begin = names[number - 1].end() if number else 0
        around, after = norm[begin:end], norm[match.end() : end]
        chair, members = _CHAIR.search(around), _MEMBERS.search(around)
        role = _ROLE.search(re.sub(r"^(?:[」』]|(?:を|の)?(?:設置|設け|開催)(?:(?:を|の|について)?検討)?(?:し|する|します)?)*", "", after))
        result.append(
            Body(
                name=_full_name(norm, match),
                chair=(chair["who"] or chair["post"]) if chair else None,
                members=_members(members, match[0]) if members else None,
                role=after[max(0, role.start() - 20) : role.end()] if role else None,
                at=statement.passage,
            )
        )
    return result


def _full_name(norm: str, match: re.Match[str]) -> str:
    """The name with what stands before it in its quotation marks; without the number of a list."""
    opened = norm.rfind("「", max(0, match.start() - 12), match.start())
    start = opened + 1 if opened >= 0 and "」" not in norm[opened : match.start()] else match.start()
    return re.sub(r"^\d{1,2}(?=\D)", "", norm[start : match.end()])


def _members(match: re.Match[str], name: str) -> str | None:
    text = (match["who"] or match["of"] or match["list"] or match[0]).strip("、はがを「」")
    return None if not text or text.endswith(name) else text[-60:]
