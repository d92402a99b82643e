"""A library under pseudonyms: who wrote is hidden, in the fields and in the texts.

First every post is learnt from, then each is given anew. The same library gives the
same pseudonyms, in whichever choice of posts; which is whose is kept nowhere.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import CitedSource, LibraryInfo, Post
from gulagreader.exporting.contents import ExportedPost
from gulagreader.exporting.name_forms import Forms, Uses
from gulagreader.exporting.name_places import NO_ADDRESS, Around, NamePlaces, Tally
from gulagreader.exporting.name_words import WORD, keys_of, written_words
from gulagreader.exporting.people import People, names_in
from gulagreader.text.escape import escape
from gulagreader.text.markdown import is_plain, parse_blocks

_PERSONAL = re.compile(
    r"(?:^|[_\W])(?:e?mail|ip|url|uri|link|web(?:site|page)?|home(?:page)?|avatar"
    r"|gravatar|photo|user(?:name|id)?|login|nick(?:name)?|account|profile|phone|name"
    r"|author|by|agent|hash|password|token)(?:$|[_\W])",
    re.IGNORECASE,
)
_TRACE = re.compile(
    r"[^\s@]+@[^\s@]+\.\w|https?:|www\.|\b\d{1,3}(?:\.\d{1,3}){3}\b"
    r"|\b[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){4,7}\b|\b[0-9a-f]{32,}\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]+)?")
"""What a block's source may begin with that is not its text."""
_NUMBERED = re.compile(r"c?\d+(?:-\d+)?|[0-9a-f]{16}", re.ASCII)
"""Ids that are numbers, as nearly all are."""
_PARTED = re.compile(r"[\W_]+")
_SHORTEST = 3
"""Letters of a word in an id that may be a name."""
_DOUBTS_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where a word may or may not be the name of a person of the archive."""

    post: str
    """As it is called in the export."""
    comment: str | None
    text: str
    """The place, in brackets ⟦ ⟧, with what stands around it in the library."""


@dataclass
class AnonymisingReport:
    """What was done to hide people, and what a person should look through."""

    people: int = 0
    names: int = 0
    """Names replaced in texts; those in the fields of authors are not counted."""
    mails: int = 0
    addresses: int = 0
    left_out: int = 0
    """Fields that could lead to somebody, such as a mail address or a homepage."""
    doubts: list[Doubt] = field(default_factory=list)
    """The first two thousand of them."""
    doubtful: int = 0
    """How many there are in all."""


class Anonymiser:
    """Learns who there is, then hides them."""

    def __init__(self, info: LibraryInfo, *, keep_teachers: bool = False) -> None:
        self._info = info
        self._people = People()
        self._uses = Uses()
        self._kept = frozenset(info.teachers if keep_teachers else ())
        self._history = [name for group in info.aliases for name in group]
        self._places: NamePlaces | None = None
        self._word = ""
        self._renamed: dict[str, str] = {}
        self._words: frozenset[str] = frozenset()
        """The words of all names of people, for places that have no context."""
        self.report = AnonymisingReport()

    def learn(self, exported: ExportedPost) -> None:
        """Take in who wrote a post and its comments, and which words they use."""
        authors = {exported.post.author} | {c.author for c in exported.comments}
        writing = [author for author in authors if author and author not in self._kept]
        self._meet(exported.post.author)
        for comment in exported.comments:
            self._meet(comment.author, page=comment.kind != "comment")
        own = {
            word
            for author in writing
            for name in names_in(author)
            for word in WORD.findall(name)
        }
        self._uses.add(written_words(exported.post.body))
        talk = "\n".join(comment.text for comment in exported.comments)
        self._uses.add(written_words(talk), own)

    def _meet(self, author: str | None, *, page: bool = False) -> None:
        if author and author not in self._kept:
            self._people.add(author, page=page)

    def finish_learning(self) -> None:
        """Give everyone a pseudonym; nothing is learnt after this."""
        for teacher in self._info.teachers:
            self._meet(teacher)
        self._word = self._people.word()
        self._words = frozenset(
            key
            for number, names in enumerate(self._people.names)
            if number not in self._people.pages
            for name in names
            for key in keys_of(name)
            if len(key) >= _SHORTEST and not key.isdigit()
        )
        forms = Forms(self._people, self._uses, self._history)
        self._places = NamePlaces(forms, self._pseudonym)
        self.report.people = len(self._people)
        aliases = self._info.aliases
        self.report.left_out += len(aliases) - sum(map(self._may_stay, aliases))

    def key(self) -> dict[str, list[str]]:
        """Who became who: the spellings of each name by pseudonym."""
        return {
            self._pseudonym(number): list(names)
            for number, names in enumerate(self._people.names)
        }

    def _pseudonym(self, person: int) -> str:
        return f"{self._word} {person + 1}"

    def author(self, author: str | None) -> str | None:
        """The pseudonym of an author, or of each of several."""
        if author is None or author in self._kept:
            return author
        people = list(self._people.of(author))
        return ", ".join(map(self._pseudonym, people)) if people else author

    def identity(self, identity: str) -> str:
        """An id without a name in it; those that have none stay."""
        if _NUMBERED.fullmatch(identity):
            return identity
        known = self._renamed.get(identity)
        if known is not None:
            return known
        if self._named(identity) or self._holds_a_word(identity):
            self._renamed[identity] = f"renamed-{len(self._renamed) + 1}"
            return self._renamed[identity]
        return identity

    def _holds_a_word(self, identity: str) -> bool:
        words = (keys_of(part) for part in _PARTED.split(identity))
        return not self._words.isdisjoint(key for keys in words for key in keys)

    def _named(self, text: str) -> bool:
        return self._places is not None and self._places.holds_a_name(text)

    def info(self) -> LibraryInfo:
        """What the library says of itself."""
        info = self._info
        groups = filter(self._may_stay, info.aliases)
        return LibraryInfo(
            self.identity(info.id),
            self.line(info.name),
            info.lang,
            tuple(groups),
            tuple(self.author(teacher) or "" for teacher in info.teachers),
        )

    def _may_stay(self, group: tuple[str, ...]) -> bool:
        """Whether names that mean one person mean nobody who wrote.

        One that does would tell who the others are: they go as a whole.
        """
        return not any(
            self.line(name) != name or (keys and self._words.issuperset(keys))
            for name in group
            for keys in [keys_of(name)]
        )

    def line(self, text: str) -> str:
        """A line of words, such as a title, whose doubts are not told."""
        return self._replaced(text, Around(essay=True), Tally())

    def post(self, exported: ExportedPost) -> ExportedPost:
        """A post with its comments, with nobody's name in it."""
        post = exported.post
        writing = {person for one in self._writers(exported) for person in one}
        around = Around(writing, essay=True)
        identity = self.identity(post.id)
        hidden = Post(
            id=identity,
            title=self.line(post.title),
            body=self._text(post.body, around, identity, None),
            author=self.author(post.author),
            date=post.date,
            tags=tuple(map(self.line, post.tags)),
            lang=post.lang,
            sources=tuple(map(self._source, post.sources)),
            extra=self._extra(post.extra),
        )
        if post.origin is not None:
            self.report.left_out += 1  # it leads to where the names stand
        by = {c.id: tuple(self._people.of(c.author)) for c in exported.comments}
        comments = tuple(
            self._comment(
                one, replace(around, answered=by.get(one.parent or "", ())), identity
            )
            for one in exported.comments
        )
        return ExportedPost(hidden, comments)

    def _writers(self, exported: ExportedPost) -> Iterable[Iterable[int]]:
        yield self._people.of(exported.post.author)
        for comment in exported.comments:
            yield self._people.of(comment.author)

    def _comment(self, comment: Comment, around: Around, post: str) -> Comment:
        identity = self.identity(comment.id)
        self.report.left_out += comment.url is not None
        around = replace(around, essay=False)
        return Comment(
            id=identity,
            text=self._text(comment.text, around, post, identity),
            parent=self.identity(comment.parent) if comment.parent else None,
            author=self.author(comment.author),
            date=comment.date,
            kind=comment.kind,
            extra=self._extra(comment.extra),
        )

    def _source(self, source: CitedSource) -> CitedSource:
        url = None if self._places is None else self._places.address(source.url)
        text = self.line(source.text)
        key = source.key
        if text != source.text or self._named(key):
            # It is somebody's own: one word of the name is then enough to tell who.
            key = self.identity(key)
            url = NO_ADDRESS if url and self._holds_a_word(url) else url
        self.report.addresses += url != source.url
        return CitedSource(key, text, url)

    def _text(self, text: str, around: Around, post: str, comment: str | None) -> str:
        tally = Tally()
        hidden = self._replaced(text, around, tally)
        if not is_plain(hidden):
            hidden = self._as_shown(hidden, around)
        report = self.report
        report.names += tally.names
        report.mails += tally.mails
        report.addresses += tally.addresses
        report.doubtful += len(tally.doubts)
        room = max(0, _DOUBTS_KEPT - len(report.doubts))
        report.doubts += [Doubt(post, comment, one) for one in tally.doubts[:room]]
        return hidden

    def _as_shown(self, hidden: str, around: Around) -> str:
        """Look again at what a reader sees: markup may have parted a name."""
        for block in reversed(parse_blocks(hidden)):
            again = Tally()
            shown = self._replaced(block.text, around, again)
            if again.names:
                source = hidden[block.source_start : block.source_end]
                begins = _BEGINS.match(source)
                kept = begins.group() if begins else ""
                before, after = hidden[: block.source_start], hidden[block.source_end :]
                hidden = f"{before}{kept}{escape(shown)}{after}"
        return hidden

    def _replaced(self, text: str, around: Around, tally: Tally) -> str:
        if self._places is None:
            raise RuntimeError("finish_learning() comes before this")
        return self._places.replaced(text, around, tally)

    def _extra(self, extra: Mapping[str, object]) -> dict[str, object]:
        """Further fields, without those that could lead to somebody."""
        kept: dict[str, object] = {}
        for key, value in extra.items():
            if _PERSONAL.search(key) or self._leads_to_somebody(value):
                self.report.left_out += 1
            else:
                kept[key] = value
        return kept

    def _leads_to_somebody(self, value: object) -> bool:
        if isinstance(value, Mapping):
            return any(
                _PERSONAL.search(str(key)) or self._leads_to_somebody(one)
                for key, one in value.items()
            )
        if isinstance(value, list | tuple):
            return any(map(self._leads_to_somebody, value))
        text = str(value)
        return bool(_TRACE.search(text)) or self.line(text) != text
