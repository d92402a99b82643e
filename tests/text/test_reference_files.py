"""Citations for reference managers: nothing in a text can break their files."""

import json
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.citing import Cited, CitedComment
from gulagreader.text.references.files import bibtex, csl_json, ris

POST = Cited(
    "aa11",
    "50% of {all} camps & the GULAG_1",
    "A Course",
    author="Anna Appel and corridor_notes",
    date="2014-03-03T17:04",
    url="https://a.example/b_c?d={e}",
    paragraph=3,
    accessed="2020-03",
)
COMMENT = replace(
    POST, comment=CitedComment("c2", "For three weeks", "night_shift", "2014")
)
any_text = st.text(max_size=60)


def test_what_tex_would_act_on_is_escaped() -> None:
    assert bibtex(POST) == (
        "@misc{appel2014-aa11,\n"
        "  author = {Appel, Anna and {corridor\\_notes}},\n"
        "  title = {50\\% of \\textbraceleft{}all\\textbraceright{} camps \\& the "
        "{GULAG\\_1}},\n"
        "  howpublished = {A Course},\n  year = {2014},\n  month = mar,\n  day = {3},\n"
        "  url = {https://a.example/b_c?d=%7Be%7D},\n  urldate = {2020-03},\n"
        "  note = {id aa11, paragraph 3},\n  langid = {english}\n}"
    )


def test_a_language_has_the_name_that_babel_knows_or_none() -> None:
    assert "langid = {russian}" in bibtex(replace(POST, lang="ru"))
    assert "langid = {ngerman}" in bibtex(replace(POST, lang="de-AT"))
    assert "langid" not in bibtex(replace(POST, lang="tlh"))


def test_a_record_has_a_line_for_each_thing() -> None:
    assert ris(COMMENT).split("\r\n") == [
        "TY  - BLOG",
        "AU  - night_shift",
        "TI  - Comment on “50% of {all} camps & the GULAG_1”",
        "T2  - A Course",
        "PY  - 2014",
        "DA  - 2014///",
        "UR  - https://a.example/b_c?d={e}",
        "Y2  - 2020/03//",
        "SP  - para. 3",
        "LA  - en",
        "ID  - aa11#c2",
        "ER  - ",
    ]


def test_an_item_tells_people_from_other_names() -> None:
    (item,) = json.loads(csl_json(COMMENT))
    assert item["type"] == "post"
    assert item["author"] == [{"literal": "night_shift"}]
    assert item["reviewed-author"] == [
        {"family": "Appel", "given": "Anna"},
        {"literal": "corridor_notes"},
    ]
    assert item["issued"] == {"date-parts": [[2014]]}
    assert "issued" not in json.loads(csl_json(replace(POST, date="soon")))[0]


@settings(max_examples=60)
@given(any_text, any_text, any_text)
def test_no_text_breaks_an_entry(title: str, author: str, container: str) -> None:
    made = bibtex(replace(POST, title=title, author=author, container=container))
    depth = 0
    for found in re.finditer(r"[{}]", made):
        depth += 1 if found.group() == "{" else -1
        assert depth > 0 or found.end() == len(made)
    assert depth == 0
    assert not re.search(r"(?<!\\)[&%$#~^]", re.sub(r"url = .*", "", made))


@settings(max_examples=60)
@given(any_text, any_text, any_text)
def test_no_text_begins_a_tag(title: str, author: str, container: str) -> None:
    made = ris(replace(POST, title=title, author=author, container=container))
    lines = made.splitlines()
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in lines].count("ER") == 1
