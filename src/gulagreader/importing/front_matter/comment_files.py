"""Comments that a site keeps in a file each, as Staticman and its relatives write them.

A folder is a thread; its name is the post's slug. A file is YAML, JSON or a
front-matter file (fields, then the words). Which comment is answered is said in the
way of the theme: by id, or as the ordinal, from 1, among the comments that answer
nothing, in the order of their files.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath

from gulagreader.domain.errors import SourceError
from gulagreader.importing.archive import (
    UNAPPROVED,
    LeftOut,
    PostLink,
    Refusal,
    Remark,
    SourceLineError,
)
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.front_matter.comment_lists import (
    comment_from,
    comments_in,
    is_hidden,
)
from gulagreader.importing.front_matter.decoding import (
    Decoded,
    json_fields,
    listed,
    yaml_fields,
)
from gulagreader.importing.front_matter.fields import Fields
from gulagreader.importing.front_matter.parting import part
from gulagreader.importing.gathered_comments import WORDLESS, GatheredComment
from gulagreader.importing.sources import EMPTY, EmptySourceError, SourceFile
from gulagreader.text.clean import clean_line

ENDINGS = frozenset({"yml", "yaml", "json", "md", "html", "markdown"})
_POST = ("_parent", "post_id", "blogger_post_id", "post", "slug", "page", "path")
_ORDINAL = re.compile(r"[1-9]\d{0,5}", re.ASCII)
_WORDS = re.compile(r"^[ \t]*[^\s#-]", re.MULTILINE)
"""A line that says something: not a comment of YAML, nor dashes."""


@dataclass(slots=True)
class CommentThread:
    """The comments that a site's files give for one post."""

    key: str
    """The name of their folder, or what they call their post."""
    links: tuple[str, ...] = ()
    """Addresses that they give for their post."""
    comments: list[GatheredComment] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    sha256: str = ""
    """Of the hashes of its files."""

    def post_link(self) -> PostLink:
        """How the post is found that is not in the same site."""
        slug = self.key.strip("/").rsplit("/", 1)[-1]
        whole = (one for one in self.links if "://" in one)
        links = dict.fromkeys((*whole, f"/{slug}/", *self.links))
        # A slug is made from the title; where it is not, no post has this one.
        words = clean_line(re.sub(r"[-_]+", " ", slug.removesuffix(".html")))
        return PostLink(tuple(links), None, words[:1].upper() + words[1:] or None)


@dataclass(slots=True)
class _File:
    """One file of a thread, read."""

    name: str
    fields: Fields
    body: str
    replying: str
    """The ordinal or the id of what it answers, as themes with ordinals write it."""
    comment: GatheredComment | None = None
    """None where it is left out."""


def read_thread(folder: SourceFolder, key: str, names: Iterable[str]) -> CommentThread:
    """Read the comments of one post, in the order of their files' names."""
    thread = CommentThread(key)
    files: list[_File] = []
    fingerprint = sha256()
    for name in sorted(names):
        try:
            source = folder.open(name)
            if _take_list(source, thread):
                fingerprint.update(source.sha256.encode())
                continue
            fields, body = _parted(source, name, thread)
            fingerprint.update(source.sha256.encode())
        except EmptySourceError:
            thread.left_out.append(LeftOut(EMPTY))
            continue
        except SourceError as error:
            line = getattr(error, "line", None)
            thread.refusals.append(Refusal(line, str(error), name))
            continue
        file = _File(name, fields, body, fields.words("replying_to") or "")
        links = (fields.words(name) or "" for name in _POST)
        thread.links += tuple(link for link in links if "/" in link)
        file.comment = _comment(file, thread)
        files.append(file)
    thread.links = tuple(dict.fromkeys(thread.links))
    _answer_ordinals(files, thread)
    _answer_files(files)
    thread.sha256 = fingerprint.hexdigest()
    thread.comments += [file.comment for file in files if file.comment is not None]
    return thread


def _take_list(source: SourceFile, thread: CommentThread) -> bool:
    """Take the comments of a file that is a list of them; say whether it is one.

    Raises:
        SourceError: it cannot be read.
    """
    decoded = source.text()
    found = listed(decoded.text.removeprefix("\ufeff"))
    if found is None:
        return False
    comments = comments_in(found, None)
    thread.comments += comments.comments
    thread.left_out += [*decoded.left_out, *comments.left_out]
    return True


def _comment(file: _File, thread: CommentThread) -> GatheredComment | None:
    if is_hidden(file.fields):
        thread.left_out.append(LeftOut(UNAPPROVED))
        return None
    comment = comment_from(file.fields, file.body)
    if not comment.text:
        thread.left_out += [LeftOut(WORDLESS, 1, None, file.name), *comment.left_out]
        return None
    return comment


def _answer_ordinals(files: list[_File], thread: CommentThread) -> None:
    """Put replies under what they answer.

    A comment that is left out keeps its place in the count: the theme counted it.
    """
    top = [file for file in files if not file.replying]
    keys = {file.comment.key for file in files if file.comment is not None}
    for file in files:
        if not file.replying or file.comment is None:
            continue
        if file.replying in keys or not _ORDINAL.fullmatch(file.replying):
            file.comment.parent = file.replying
            continue
        ordinal = int(file.replying)
        answered = top[ordinal - 1].comment if ordinal <= len(top) else None
        if answered is not None:
            file.comment.answers = answered
        else:
            file.comment.parent = f"ordinal-{ordinal}"
            what = f"answers comment number {ordinal}, which is not in its thread"
            thread.remarks.append(Remark(None, what, file.name))


def _answer_files(files: list[_File]) -> None:
    """Put replies under the file that they name: ``1md`` is ``1.md``, in Pelican."""
    named = {PurePosixPath(file.name).name.replace(".", ""): file for file in files}
    for file in files:
        if file.comment is None or file.comment.parent not in named:
            continue
        answered = named[file.comment.parent].comment
        if answered is not None and answered is not file.comment and not answered.key:
            file.comment.answers, file.comment.parent = answered, ""


def named_post(folder: SourceFolder, name: str) -> str:
    """What a comment's file calls its post; the file's own name if it does not.

    A file that is a list of comments has the name of their post.
    """
    try:
        source = folder.open(name)
        if listed(source.text().text.removeprefix("\ufeff")) is not None:
            return PurePosixPath(name).stem
        fields, _ = _parted(source, name, CommentThread(name))
    except SourceError:
        return name
    return fields.words(*_POST) or name


def _parted(source: SourceFile, name: str, thread: CommentThread) -> tuple[Fields, str]:
    """The fields of a file and the words below them.

    Raises:
        SourceError: it cannot be read, or holds no fields.
    """
    decoded = source.text()
    text = decoded.text.removeprefix("\ufeff")
    thread.remarks += [Remark(one.line, one.what, name) for one in decoded.remarks]
    thread.left_out += decoded.left_out
    found: Decoded | None
    body = ""
    if text.lstrip().startswith("{"):
        found, _ = json_fields(text.lstrip())
    else:
        parted = part(text, bare_lines=PurePosixPath(name).suffix == ".md")
        found, body = parted.fields, parted.body
        if not parted.kind:
            # No second line of dashes: the whole file is YAML.
            found, body = yaml_fields(text, 1), ""
    if not _WORDS.search(text):
        raise EmptySourceError("is empty")
    if found is None or not found.values:
        raise SourceLineError(1, "holds no fields of a comment")
    thread.remarks += [Remark(one.line, one.what, name) for one in found.remarks]
    return Fields(found.values, found.lines), body
