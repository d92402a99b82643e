import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text import quotations
from gulagreader.text.quotations import find_quotations

TOKENS = [
    *("word", "don't", "a", "'", "’", "s", " ", "\n", "\n\n", "- ", "1. ", "*", "**"),
    *("_", "`", "```\n", "\\", "[x](", ")", "http://a.b/c", "[^1]: ", "    ", "|", "—"),
    *("(", "“", "”", '"', "‘", "> "),
]
texts = st.lists(st.sampled_from(TOKENS), max_size=20).map("".join) | st.text()


@settings(max_examples=300, deadline=None)
@given(text=texts, markdown=st.booleans())
def test_a_text_without_opening_marks_is_told_at_a_glance(
    text: str, markdown: bool
) -> None:
    found = find_quotations(text, markdown=markdown)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotations, "_MAY_QUOTE", re.compile(""))
        assert find_quotations(text, markdown=markdown) == found
