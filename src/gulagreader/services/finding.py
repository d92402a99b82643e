"""Finding posts and comments: a query in, an answer that can be shown out."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal, Self

from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.hits import Ancestor, Answer, Facets, Hit
from gulagreader.domain.posts import LibraryInfo
from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import Part
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engine import (
    CancelledError,
    Found,
    Question,
    never,
)
from gulagreader.search.generations import Generations
from gulagreader.search.open_index import OpenIndex, drop_damaged, open_current
from gulagreader.search.plan import (
    Marks,
    Prefix,
    Word,
    alias_groups,
    marks_of,
    plan_of,
)
from gulagreader.search.snippets import beginning, snippet
from gulagreader.text.words import words

Sort = Literal["relevance", "date"]
_MOST_ANCESTORS = 64
_SUGGESTIONS = 5


class Finder:
    """Answers queries from one library's index. Use it from one thread only."""

    def __init__(self, info: LibraryInfo, folder: Path, index: OpenIndex) -> None:
        self._info = info
        self._folder = folder
        self._index = index
        self._groups = alias_groups(info.aliases)
        self._state = _state(index)

    @classmethod
    def open(cls, info: LibraryInfo, folder: Path) -> Self:
        """Open the index in ``folder`` (of ``IndexState``) for a library.

        Raises:
            IndexUnavailableError: there is none, or it is damaged. Run
                ``update_index`` and open again; a damaged index was dropped, so
                that a new one is built.
        """
        return cls(info, folder, open_current(folder, info.id))

    def answer(
        self,
        query_text: str,
        *,
        typing: bool,
        limit: int = 20,
        sort: Sort = "relevance",
        offset: int = 0,
        cancel: Callable[[], bool] | None = None,
    ) -> Answer:
        """Answer a query; no text of a query is an error.

        While ``typing`` the last plain word is a prefix unless a space follows, the
        answer may be bounded (``exact`` False) and has no facets. When ``cancel``
        turns true the answer comes at once, empty, and is to be thrown away.

        Raises:
            IndexUnavailableError: the index is damaged; as for ``open``.
        """
        started = time.perf_counter()
        query = parse_query(query_text, typing=typing)
        plan = plan_of(query.part, self._groups)
        marks = marks_of(plan)
        answer = Answer(
            query=query_text,
            facets=None if typing else Facets(),
            notes=query.notes,
            words=tuple(marks.words),
            phrases=tuple(marks.phrases),
        )
        if plan is None:
            return answer
        try:
            question = Question(plan, limit + offset, sort, bounded=typing)
            found = self._index.engine.search(question, cancel or never)
            answer = replace(
                answer,
                hits=self._hits(found, offset, marks),
                total=found.total,
                exact=found.exact,
                facets=None if typing else self._facets(found.everything),
                suggestions=() if found.total else self._suggestions(query.part),
            )
        except CancelledError:
            return replace(answer, exact=False)
        except Exception as error:
            drop_damaged(self._folder)
            raise IndexUnavailableError(
                "The search index is damaged and was dropped; build it again with: "
                "gulagreader index"
            ) from error
        took = (time.perf_counter() - started) * 1000
        return replace(answer, took_ms=round(took, 1))

    def complete(self, prefix: str, limit: int = 8) -> tuple[str, ...]:
        """Words of the library that begin with ``prefix``, most frequent first."""
        found = words(prefix)
        return tuple(self._index.engine.complete(found[-1], limit)) if found else ()

    def reopen_if_changed(self) -> bool:
        """Take in what another run has indexed since; whether there was any.

        Raises:
            IndexUnavailableError: as for ``open``.
        """
        if Generations(self._folder).state() == self._state:
            return False
        index = open_current(self._folder, self._info.id)
        self._index.close()
        self._index = index
        self._state = _state(index)
        return True

    def close(self) -> None:
        """Give back the files."""
        self._index.close()

    def _hits(self, found: Found, offset: int, marks: Marks) -> tuple[Hit, ...]:
        pairs = zip(found.numbers[offset:], found.scores[offset:], strict=True)
        return tuple(self._hit(number, score, marks) for number, score in pairs)

    def _hit(self, number: int, score: float, marks: Marks) -> Hit:
        document = self._index.documents.document(number)
        passage, matches = snippet(document.text, marks.words, marks.phrases)
        return Hit(
            kind="post" if document.comment is None else "comment",
            post=document.post,
            title=document.title,
            comment=document.comment,
            author=document.author,
            date=document.date,
            depth=document.depth,
            ancestors=_ancestors(self._index.documents, document),
            snippet=passage,
            matches=matches,
            score=round(score, 4),
        )

    def _facets(self, numbers: Sequence[int]) -> Facets:
        """Count the whole answer; the most frequent first, years in order."""
        documents = self._index.documents
        authors = Counter(map(documents.authors.__getitem__, numbers))
        posts = Counter(map(documents.posts.__getitem__, numbers))
        years = Counter(map(documents.years.__getitem__, numbers))
        by_author = {
            documents.author_names[author]: count
            for author, count in authors.most_common()
            if author < len(documents.author_names)
        }
        by_post: Counter[str] = Counter()
        for post, count in posts.most_common():
            by_post[documents.post_names[post][0]] += count
        return Facets(
            author=by_author,
            post=dict(by_post),
            year={str(year): years[year] for year in sorted(years) if year},
        )

    def _suggestions(self, part: Part | None) -> tuple[str, ...]:
        """What could have been meant by the first word that the library has not.

        A word that others are like goes before one that is like none.
        """
        asked = marks_of(plan_of(part))  # no alias: nobody wrote it
        runs = (word for run in asked.phrases for word in run)
        for word in dict.fromkeys((*asked.words, *runs)):
            if self._known(word):
                continue
            bare, engine = word.rstrip("*"), self._index.engine
            like = dict.fromkeys((*engine.near(bare, 3), *engine.complete(bare, 3)))
            suggested = tuple(other for other in like if self._known(other))
            if suggested:
                return suggested[:_SUGGESTIONS]
        return ()

    def _known(self, word: str) -> bool:
        """Whether a text has a word, or one that begins so (``camp*``)."""
        bare = word.rstrip("*")
        plan = Word(bare) if bare == word else Prefix(bare)
        question = Question(plan, limit=0, bounded=True)
        return self._index.engine.search(question).total > 0


def _state(index: OpenIndex) -> tuple[str, int]:
    return index.generation.folder.name, index.generation.manifest.revision


def _ancestors(documents: Documents, document: Document) -> tuple[Ancestor, ...]:
    """The comments above one, from the root down; of a very long chain its ends."""
    chain: list[int] = []
    parent = document.parent
    while parent is not None and parent not in chain[-1:]:
        chain.append(parent)
        parent = documents.parent(parent)
    if len(chain) > _MOST_ANCESTORS:
        chain = [*chain[: _MOST_ANCESTORS - 1], chain[-1]]
    above = [documents.document(number) for number in reversed(chain)]
    return tuple(
        Ancestor(other.comment or "", other.author, beginning(other.text))
        for other in above
    )
