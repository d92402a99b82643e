"""An expression that is compiled late finds what one compiled at once does."""

import re

import pytest

from gulagreader.domain.late_patterns import late_pattern


def test_it_finds_what_a_compiled_expression_finds() -> None:
    late, known = (
        late_pattern(r"(\w)o", re.IGNORECASE),
        re.compile(r"(\w)o", re.IGNORECASE),
    )
    for text in ("", "so", "NO go", "none"):
        assert late.findall(text) == known.findall(text)
        assert late.sub("x", text) == known.sub("x", text)
        assert (late.match(text) is None) == (known.match(text) is None)
    assert late.pattern == known.pattern
    assert late.flags == known.flags


def test_what_cannot_be_compiled_is_told_when_it_is_asked() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("")
