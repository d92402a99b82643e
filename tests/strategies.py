"""What is drawn at random in more than one test: texts, comments, threads."""

from hypothesis import strategies as st

from gulagreader.domain.comments import Comment

WORDS = (
    "amnesty",
    "the",
    "camps’",
    "de-Stalinization",
    "“thaw”",
    "1953–1956,",
    "—",
    "лагерь",
    "«Оттепель»",
    "за\u0301мок",
    "Łódź…",
    "№",
    "大赦令。",
    "「収容所」",
    "수용소",
    "👩‍👩‍👧",
    "❤️",
    "🇷🇺🇩🇪",
    "e\u0301e\u0301",
    "https://example.org/a-b_c?d=e",
    "!",
    "(",
    ")",
    "x" * 45,
)
"""Words of several scripts, among them what is hard to measure or to break."""

MARKUP = (
    *("*", "**", "_", "~~", "`", "``", "[", "](http://example.org/x)", "]", "!["),
    *("\\", "&amp;", "&#27;", "<", ">", "<http://example.org>", "http://example.org"),
    *("# ", "> ", "- ", "1. ", "10) ", "    ", "\t", "  \n", "\n", "\n\n"),
    *("```\n", "---\n", "===\n", "| a | b |\n|---|---|\n| c\\|d | e |\n"),
    *("[^1]", "[^1]: ", "[a]: http://example.org/a\n", "[a]", "+ ", "|"),
)
"""Pieces of Markdown, whole and broken."""

words = st.sampled_from(WORDS)
prose = st.lists(words, max_size=40).map(" ".join)
paragraphs = st.lists(
    st.one_of(words, st.sampled_from(("\n", "\n\n", "  "))), max_size=40
).map(" ".join)
marked = st.lists(
    st.one_of(
        st.sampled_from(MARKUP), st.sampled_from(("a", "b ", "word ", "é", "“x”"))
    ),
    max_size=25,
).map("".join)
"""Markdown as nobody writes it, which must not matter."""


@st.composite
def comments(draw: st.DrawFn, most: int = 20) -> list[Comment]:
    """Comments with parents of every kind: before, after, none, unknown, rings.

    Ids are unique; ``text`` tells the comments apart.
    """
    count = draw(st.integers(0, most))
    ids = [f"c{number}" for number in range(count)]
    parents = st.one_of(st.none(), st.sampled_from([*ids, "c999"]))
    return [Comment(name, f"text of {name}", draw(parents)) for name in ids]


@st.composite
def trees(draw: st.DrawFn, most: int = 25) -> list[Comment]:
    """Comments that each answer one before them, or nothing; texts of all sorts."""
    found: list[Comment] = []
    for number in range(draw(st.integers(1, most))):
        above = draw(st.integers(-1, number - 1))
        parent = None if above < 0 else f"c{above}"
        found.append(Comment(f"c{number}", draw(paragraphs), parent))
    return found
