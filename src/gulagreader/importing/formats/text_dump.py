"""Plain-text dumps of blog pages: what a text extractor left of a post.

Made by Resiliparse, lynx, w3m, html2text and Common Crawl alike. Nothing in such
a file is marked, so nearly everything is a guess, and each says so with its line,
its reason and how sure it is.
"""

import re
from collections.abc import Iterator

from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    Found,
    ImportedPost,
    source_name_identity,
)
from gulagreader.importing.other_files import other_file
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.text_dump.lines import lines_of
from gulagreader.importing.text_dump.page import read_page
from gulagreader.importing.text_dump.recognising import is_dumped_markdown
from gulagreader.text.clean import clean_line

_MARKUP = re.compile(
    r"\s*(?:<[!?a-zA-Z]|\{\s*[\"}]|\[\s*[\[{\"]|---\s*\n|WARC/|From \S+@)"
)

# A table or a fenced listing is Markdown that a person wrote, a README mostly.
_DOCUMENT = re.compile(r"^(?:```|\|? ?:?-{3,}:? ?\|)", re.MULTILINE)


class TextDumpImporter:
    """Reads one post with its comments from one text file."""

    name = "text-dump"
    version = 4

    def recognises(self, sample: SourceFile) -> float:
        """Any text may be a dump, but not one that begins as a richer format does."""
        head = sample.head
        if not head.strip() or _MARKUP.match(head) or other_file(sample) is not None:
            return 0.0
        if is_dumped_markdown(head):
            # More than the 0.4 of Markdown that begins with a heading.
            return 0.45
        return 0.0 if _DOCUMENT.search(head) else 0.2

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the post of a dump.

        Raises:
            SourceError: there is no text in it, or nothing but a reply form.
        """
        decoded = source.text()
        lines = lines_of(decoded.text)
        page = read_page(lines, source.path.stem, source.decisions)
        if not (page.body.markdown or page.comments):
            raise SourceError(
                "holds nothing but a title or the lines of a reply form: no post"
                if decoded.text.strip()
                else "holds no text"
            )
        # A file's name can hold anything, escape sequences too.
        file = clean_line(source.name)
        origin = Origin(self.name, file, source.sha256, f"{self.name}/{self.version}")
        yield ImportedPost(
            source_name_identity(file, page.title),
            page.title,
            page.body.markdown,
            origin,
            page.author,
            page.date,
            sources=page.body.sources,
            comments=page.comments,
            identity_is_sure=False,
            own_comment_ids=False,
            guesses=tuple(page.guesses),
            remarks=(*decoded.remarks, *page.remarks),
            left_out=(*decoded.left_out, *page.left_out),
        )


IMPORTER = TextDumpImporter()
