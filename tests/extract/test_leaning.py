"""What statements may lean on, told for all at once, is what a look at each of them tells."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compliance.extract.columns import positions
from compliance.extract.leaning import CONTEXT_SENTENCES, LEAD_IN, SPEAKS_ON, Leaning, headings_of
from compliance.extract.lexicon import Found, Lexicon
from compliance.extract.statements import Statement
from tests.made import CONCEPTS
from tests.small import statements_of, titled

LEXICON = Lexicon(CONCEPTS)
pieces = st.sampled_from(
    [
        "### ドローン・ロボットの活用\n\n",
        "### 購入\n\n",
        "- ",
        "  - ",
        "- ドローン\n  - ",
        "その他、",
        "ドローン",
        "ロボット。",
        "橋の点検。",
        "会議。",
        "購入を",
        "\n",
        "\n\n",
        "| ドローン | 橋 |\n|---|---|\n",
        "| 点検 | 購入 |\n",
    ]
)


def above(statement: Statement) -> list[str]:
    return [*statement.block.headings, *statement.block.header, *statement.block.parents]


def context(statements: list[Statement], found: Found, at: int) -> set[int]:
    """One statement, as the rule is written."""
    statement = statements[at]
    headings = headings_of(statements, LEXICON)
    result = set(found.named(at))
    for text in above(statement):
        for concepts, rivals in headings.by_text[text]:
            result |= concepts if not rivals & found.named(at) else set()
    for before in range(at - 1, max(at - 1 - CONTEXT_SENTENCES, -1), -1):
        if statements[before].block is not statement.block:
            break
        result |= found.named(before)
    return result | beside_in_list(statements, found, at) if statement.form == "item" else result


def beside_in_list(statements: list[Statement], found: Found, at: int) -> set[int]:
    statement = statements[at]
    result: set[int] = set()
    for before in range(at - 1, max(at - 1 - CONTEXT_SENTENCES, -1), -1):
        if statement.label is None or statements[before].label is not statement.label:
            break
        result |= found.named(before)
    opening = statement.label or statement
    if SPEAKS_ON.match(opening.norm):
        own = next(number for number in range(at, -1, -1) if statements[number].block is opening.block)
        before_it = statements[own - 1] if own else None
        if before_it and before_it.form == "item" and before_it.block.headings == opening.block.headings:
            result |= found.named(own - 1)
    for before in range(at - 1, max(at - 1 - LEAD_IN, -1), -1):
        other = statements[before]
        if other.block.headings != statement.block.headings or other.form in ("heading", "row"):
            break
        if other.form == "sentence":
            return result | found.named(before)
    return result


@given(st.lists(pieces, max_size=25).map("".join))
def test_the_columns_tell_of_all_statements_what_each_may_lean_on(text: str) -> None:
    read = statements_of(titled(text))
    statements = read[0].reader.parts(read)
    found = LEXICON.find([statement.norm for statement in statements])
    headings = headings_of(statements, LEXICON)
    leaning = Leaning(statements, found.columns, headings)
    for concept in range(len(CONCEPTS)):
        group = frozenset((concept,))
        assert set(positions(leaning.context(group))) == {
            at for at in range(len(statements)) if concept in context(statements, found, at)
        }
        assert set(positions(leaning.above.of(group))) == {
            at for at, statement in enumerate(statements) if concept in headings.above(statement)
        }
