"""A file of a static site, to a post."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

from gulagreader.importing.archive import (
    DRAFTS,
    PRIVATE,
    Guess,
    ImportOptions,
    LeftOut,
    Remark,
)
from gulagreader.importing.filing import tags_from
from gulagreader.importing.front_matter.bodies import (
    Body,
    body_of_html,
    body_of_markdown,
)
from gulagreader.importing.front_matter.comment_lists import comments_in
from gulagreader.importing.front_matter.fields import Fields
from gulagreader.importing.front_matter.notebooks import (
    Notebook,
    read_notebook,
    with_notebooks,
)
from gulagreader.importing.front_matter.parting import part
from gulagreader.importing.front_matter.site_files import (
    DATED,
    HTML,
    NOTEBOOK,
    SiteFile,
    SitePost,
    ending,
)
from gulagreader.importing.front_matter.titles import (
    heading_title,
    shown_title,
    title_in_name,
)
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.importing.language_tags import language_of
from gulagreader.importing.markups.reading import AS_WRITTEN, html_of_markup, markup_of
from gulagreader.importing.markups.rst import MarkupHtml
from gulagreader.importing.people import name_of
from gulagreader.importing.shortcodes.expanding import expand
from gulagreader.importing.timestamps import iso_from_iso
from gulagreader.text.clean import clean_line

_DATE = (
    *("date", "published_at", "date_published", "publishdate", "pubdate"),
    *("published", "created", "created_at", "publication_date"),
)
_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s]*|https?://[^\s/]+/\S*")
_NOT_PUBLISHED = ("false", "no", "off")
NO_POSTS = "notebooks that are no posts"
_NO_DATE = ("", "true", "yes", "on", *_NOT_PUBLISHED)
_SETTINGS = (
    *("layout", "toc", "sitemap", "mathjax", "math", "share", "markup", "weight"),
    *("type", "lastmod", "modified", "last_modified_at", "updated", "author_profile"),
    *("read_time", "related", "comment", "search", "pin", "wordpress_id"),
)
"""Fields that say how a page is made, and nothing of its text."""


def read_site_file(file: SiteFile, options: ImportOptions) -> SitePost | LeftOut:
    """Read one file as a post; what nobody was to see is left out unless asked for.

    Raises:
        SourceError: it cannot be decoded, or its fields cannot be read.
    """
    decoded = file.source.text()
    markup = markup_of(file.name)
    book = _book(file, decoded.text)
    parted = part(book.text, bare_lines=file.bare_lines and not markup)
    written = _written(parted.body, markup)
    own = {**book.fields, **(written.fields if written is not None else {})}
    if ending(file.name) == NOTEBOOK and not (own or parted.fields.values):
        return LeftOut(NO_POSTS)
    fields = Fields({**parted.fields.values, **own}, parted.fields.lines)
    unseen = _unseen(fields, file)
    if unseen == DRAFTS and not options.drafts:
        return LeftOut(DRAFTS)
    if unseen == PRIVATE and not options.private:
        return LeftOut(PRIVATE)
    post = _post(file, parted.body, fields, written)
    if markup in AS_WRITTEN:
        what = f"is in {AS_WRITTEN[markup]}; most of its marks are shown as written"
        post.remarks.append(Remark(None, what))
    post.remarks[:0] = [*decoded.remarks, *parted.fields.remarks]
    post.left_out[:0] = [*decoded.left_out, *book.left_out]
    return post


def _book(file: SiteFile, text: str) -> Notebook:
    """A file's text with what stands in notebooks; other files are as they are."""
    if ending(file.name) != NOTEBOOK:
        shows = "{% notebook " in text
        return with_notebooks(text, file.beside) if shows else Notebook(text)
    book = read_notebook(text)
    stem = PurePosixPath(file.name).stem
    about = file.beside(f"{stem}.nbdata") or file.beside(f"{stem}.ipynb-meta")
    if about is None:
        return book
    lines = part(about.strip("\n") + "\n\n", bare_lines=True).fields.values
    fields = {key: value for key, value in lines.items() if isinstance(value, str)}
    return replace(book, fields={**book.fields, **fields})


def _written(text: str, markup: str) -> MarkupHtml | None:
    """A text in a markup of its own as HTML; None where it is in none."""
    if not markup:
        return None
    if markup == "rst":
        return html_of_markup(text, markup)
    expanded = expand(text, html=True)
    found = html_of_markup(expanded.text, markup)
    return replace(found, left_out=(*expanded.left_out, *found.left_out))


def _unseen(fields: Fields, file: SiteFile) -> str | None:
    """What a post is counted under that was never published, or not to all."""
    status = (fields.words("status", "visibility") or "").lower()
    hidden = fields.is_true("private")
    if hidden or status in ("private", "hidden", "password") or "password" in fields:
        fields.take("password")
        return PRIVATE
    draft = fields.is_true("draft") or fields.peek("published") in _NOT_PUBLISHED
    if draft or status in ("draft", "pending", "future", "skip") or file.draft:
        return DRAFTS
    return None


def _post(
    file: SiteFile, text: str, fields: Fields, written: MarkupHtml | None
) -> SitePost:
    left_out = [*fields.drop_private()]
    guesses: list[Guess] = []
    title = fields.words("title")
    if title is None and written is not None:
        title = written.title or title_in_name(file.slug, guesses)
    elif title is None:
        title, text = heading_title(file.slug, text, guesses)
    title = clean_line(shown_title(title)) or title_in_name(file.slug, guesses)
    person = name_of(fields.words("author", "authors", "byline", "by"))
    permalink = fields.words("permalink", "canonical_url", "canonical", "original_url")
    permalink = permalink or _path_or_address(fields.words("url"))
    guid = fields.words("guid", "blogger_orig_url", "source_url", "wordpress_url")
    own_id = fields.words("id", "blogger_id", "post_id", "disqus_identifier")
    aliases = fields.list_of_words("aliases", "redirect_from", "alias")
    slug = fields.words("slug") or file.slug
    commented = fields.take("comments")
    listed = comments_in(commented, fields.line_of("comments"))
    url = _url(permalink, file.base)
    # Translations of a post have one slug; only the first of them has it alone.
    path = None if file.language.translates else f"/{slug}/"
    body = _body(file, text, url, written)
    date = fields.date(*_DATE)
    unread = next((name for name in _DATE if fields.peek(name) not in _NO_DATE), None)
    named = fields.words("lang", "language", "locale")
    remarks = []
    if date is None and unread is not None:
        what = f"the date “{fields.peek(unread)[:60]}” is not understood"
        remarks.append(Remark(fields.line_of(unread), what))
    post = SitePost(
        file,
        title,
        body,
        person.name,
        date or _date_in_name(file.name),
        _tags(fields, file),
        language_of(named) or named or file.language.lang,
        url,
        tuple(dict.fromkeys(filter(None, (permalink, guid, *aliases, path)))),
        _keys(file, slug, permalink, own_id),
        list(listed.comments),
        guesses,
        remarks,
    )
    fields.take(*_SETTINGS)
    post.left_out = [*left_out, *person.left_out, *listed.left_out, *fields.rest()]
    return post


def _body(file: SiteFile, text: str, url: str, written: MarkupHtml | None) -> Body:
    if written is not None:
        found = markdown_of(written.html, base=url)
        return Body(found.markdown, (*written.left_out, *found.left_out), found.remarks)
    is_html = ending(file.name) in HTML
    return body_of_html(text, base=url) if is_html else body_of_markdown(text)


def _keys(
    file: SiteFile, slug: str, permalink: str | None, own_id: str | None
) -> tuple[str, ...]:
    path = PurePosixPath(file.name)
    stem = path.parent.name if path.stem.lower() == "index" else path.stem
    last = (permalink or "").rstrip("/").rsplit("/", 1)[-1]
    last = last.removesuffix(".html")
    if file.language.translates:
        lang = file.language.lang or ""
        said = (f"{one}.{lang}" for one in (slug, file.slug))
        return tuple(dict.fromkeys(filter(None, (own_id, stem, *said))))
    return tuple(dict.fromkeys(filter(None, (own_id, slug, stem, file.slug, last))))


def _tags(fields: Fields, file: SiteFile) -> tuple[str, ...]:
    names = ("tags", "tag", "keywords", "categories", "category")
    words = fields.list_of_words(*names, at_blanks=file.tags_at_blanks)
    return tags_from(words)


def _date_in_name(name: str) -> str | None:
    """The day that Jekyll has in a file's name; it is a date and no time."""
    path = PurePosixPath(name)
    for stem in (path.stem, path.parent.name):
        found = DATED.fullmatch(stem)
        if found is not None:
            return iso_from_iso(found["date"])
    return None


def _path_or_address(words: str | None) -> str | None:
    return words if words and words.startswith(("/", "http")) else None


def _url(permalink: str | None, base: str) -> str:
    """The whole address of a post, or empty."""
    if permalink and _ADDRESS.fullmatch(permalink):
        return permalink
    if permalink and base and ":" not in permalink.replace("://", ""):
        return f"{base.rstrip('/')}/{permalink.lstrip('/')}"
    return ""
