"""A text -> its content words in normal form (申し込む for 申込む), and pairs of neighbours. The only user of SudachiPy."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

LONGEST = 400
"""Characters of a text that are looked at: a sentence, or a row of a table."""
_CONTENT = frozenset(("名詞", "動詞", "形容詞", "形状詞", "接頭辞", "接尾辞"))


@cache
def _tokenizer() -> tuple[Any, Any]:
    """The tokenizer, and what tells a content word."""
    import sudachipy  # its dictionary takes a tenth of a second to load

    dictionary = sudachipy.Dictionary(dict="small")
    return dictionary.create(), dictionary.pos_matcher(lambda part_of_speech: part_of_speech[0] in _CONTENT)


def words_of(normalised: str) -> list[str]:
    """The distinct content words of a normalised text and, joined by `_`, the pairs that stand beside each other."""
    tokenizer, is_content = _tokenizer()
    words = [
        morpheme.normalized_form() for morpheme in tokenizer.tokenize(normalised[:LONGEST]) if is_content(morpheme)
    ]
    return list(dict.fromkeys([*words, *map("_".join, pairwise(words))]))
