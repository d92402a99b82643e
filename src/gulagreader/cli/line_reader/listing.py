"""The list of posts: filtered, put in order, kept under names, marked."""

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping

from gulagreader.cli.line_reader.finding import Finding
from gulagreader.cli.line_reader.reading_on import HITS, LIST
from gulagreader.cli.line_reader.sayings import many, sentence
from gulagreader.domain.listing import BUILT_IN, ListOrder, SmartList, read_order
from gulagreader.domain.searches import SavedSearch
from gulagreader.services.listing import Listing, chosen_cards
from gulagreader.services.remembering import MarksChange
from gulagreader.text.clean import clean_line

_MOST = 20
"""Tags, authors or years that are said at most, the most frequent first."""
_SORTS: Mapping[str, str] = {"best": "relevance", "newest": "date"}


class Listed(Finding):
    """Says the list, and does with its posts what is wanted."""

    _query = ""
    """What the list is filtered by."""
    _marked: MarksChange | None = None
    """What marking the whole list changed last."""

    def _do_list(self, query: str) -> None:
        self._query = query
        self._list()
        self._where, self._told = LIST, 0
        self._do_next("")

    def _list(self) -> None:
        """Find the posts of the list, and say what is to be said of them."""
        memory, services = self._services.memory, self._services
        order = memory.listing.order
        if not self._query and order is ListOrder.NEWEST:
            self._cards = services.cards
            return
        found = chosen_cards(
            services.cards,
            self._query,
            order,
            states=memory,
            noted=services.noted_posts,
        )
        self._cards = found.cards
        self._say(*map(sentence, found.notes))
        sorted_by = "" if order is ListOrder.NEWEST else f", {order.words}"
        self._say(f"{many(len(self._cards), 'post')}{sorted_by}.")

    def _do_sort(self, named: str) -> None:
        if self._where == HITS:
            self._sort_hits(named)
            return
        if self._where != LIST:
            self._say(
                "sort is for the list and for hits; by time and by thread put comments"
                " in order."
            )
            return
        listing = self._services.memory.listing
        order = read_order(named)
        if order is None:
            known = ", ".join(one.value for one in ListOrder)
            self._say(
                f"The list is sorted {listing.order.words}. Say sort and one of:"
                f" {known}."
            )
            return
        listing.keep_order(order)
        self._do_list(self._query)

    def _sort_hits(self, named: str) -> None:
        sort = _SORTS.get(named.lower())
        if sort is None:
            self._say("Say sort newest, or sort best.")
        else:
            self._search(self._asked_for, newest=sort == "date")

    def _do_tags(self, _: str) -> None:
        listing = Listing(self._services.memory, self._services.noted_posts)
        listing.take(self._services.cards)
        listing.finish(words=listing.needs_words(self._query))
        cards = listing.listed(self._query).cards
        said = (
            ("Tags", "tag", listing.tags(cards)),
            ("Authors", "author", _named(listing.authors(cards))),
            ("Years", "date", {str(y): n for y, n in listing.years(cards).items()}),
        )
        for title, field, counts in said:
            if counts:
                self._say(f"{title}: {', '.join(counted(counts))}.")
                some = max(counts, key=lambda one: (counts[one], one))
                shown = f'"{some}"' if " " in some else some
                self._say(f"list {field}:{clean_line(shown)} lists those of one.")
        if not any(counts for _, _, counts in said):
            self._say("No post of the list has tags, an author or a date.")

    # Lists under a name

    def _smart_lists(self) -> Iterator[SmartList | SavedSearch]:
        memory = self._services.memory
        yield from BUILT_IN
        yield from memory.listing.own
        yield from memory.saved_searches()

    def _do_lists(self, named: str) -> None:
        every = list(self._smart_lists())
        if not named:
            listing = Listing(self._services.memory, self._services.noted_posts)
            listing.take(self._services.cards)
            listing.finish(words=True)
            for number, one in enumerate(every, 1):
                name = clean_line(one.name)
                if isinstance(one, SavedSearch):
                    self._say(f"{number}. {name}, a saved search: {one.query}")
                else:
                    count = many(listing.how_many(one.query), "post")
                    self._say(f"{number}. {name}: {count}.")
            self._say("lists and a number or name opens one; keep and a name adds one.")
            return
        chosen = self._named_list(named)
        if chosen is None:
            self._say(f"There is no list {clean_line(named)}; lists says them all.")
        elif isinstance(chosen, SavedSearch):
            self._search(chosen.query, newest=chosen.sort == "date")
        else:
            self._do_list(chosen.query)

    def _named_list(self, named: str) -> SmartList | SavedSearch | None:
        every = list(self._smart_lists())
        if named.isdecimal() and 0 < int(named) <= len(every):
            return every[int(named) - 1]
        low = named.casefold()
        return next((one for one in every if one.name.casefold() == low), None)

    def _do_keep(self, name: str) -> None:
        memory = self._services.memory
        if not name:
            self._say("Say a name, such as: keep my letters")
        elif self._where == HITS and self._asked_for:
            memory.save_search(name, self._asked_for)
            self._say(f"The search is kept as {clean_line(name)}; lists says it.")
        elif self._query:
            memory.listing.keep_list(SmartList(name, self._query))
            self._say(f"The list is kept as {clean_line(name)}; lists says it.")
        else:
            self._say("Filter the list first, such as: list tag:letters; then keep it.")

    def _do_drop(self, named: str) -> None:
        memory = self._services.memory
        chosen = self._named_list(named) if named else None
        if chosen is None:
            self._say("Say the name or number of a list of yours; lists says them.")
        elif isinstance(chosen, SavedSearch):
            memory.drop_search(chosen.name)
            self._say(f"The search {clean_line(chosen.name)} is removed.")
        elif chosen.own:
            memory.listing.drop_list(chosen.name)
            self._say(f"The list {clean_line(chosen.name)} is removed.")
        else:
            self._say("This list comes with every library and stays.")

    # Marks

    def _do_star(self, named: str) -> None:
        post = self._post_meant(named)
        if post is None:
            return
        memory = self._services.memory
        starred = post not in memory.starred()
        memory.set_star(post, starred=starred)
        self._say("Starred." if starred else "The star is taken away.")

    def _do_read(self, named: str) -> None:
        memory = self._services.memory
        if named.lower() == "all":
            posts = list(self._cards.ids())
            self._marked = memory.change_marks("read", posts, marked=True)
            count = many(self._marked.size, "post")
            self._say(f"{count} marked as read. unread all takes that back.")
            return
        post = self._post_meant(named)
        if post is not None:
            memory.mark_read(post)
            self._say("Marked as read.")

    def _do_unread(self, named: str) -> None:
        memory = self._services.memory
        if named.lower() == "all":
            if self._marked is None:
                self._say("This takes back what read all did, which was not said yet.")
                return
            memory.carry_out(self._marked.undone())
            self._say(f"{many(self._marked.size, 'post')} marked as not read again.")
            self._marked = None
            return
        post = self._post_meant(named)
        if post is not None:
            memory.mark_unread(post)
            self._say("Marked as not read.")

    def _post_meant(self, named: str) -> str | None:
        """The post of a number in the list, or the open one where none is said."""
        if not named:
            if self._where == LIST:
                self._say("Say the number of a post of the list, such as: star 3")
                return None
            return self._opened().reading.post.id
        if named.isdecimal() and 0 < int(named) <= len(self._cards):
            card = self._cards[int(named) - 1]
            self._say(f"{clean_line(card.title) or 'Untitled'}.")
            return card.id
        self._say(
            f"There is no {clean_line(named)}; there are {len(self._cards)} posts."
        )
        return None

    # Carried out by what searches

    _asked_for = ""
    """The query that was searched last."""

    @abstractmethod
    def _search(self, query: str, *, newest: bool) -> None:
        """Search the library."""


def _named(counts: Mapping[str | None, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name is not None}


def counted(counts: Mapping[str, int]) -> Iterator[str]:
    """Names with how many there are of each, the most frequent first."""
    for name, count in Counter(counts).most_common(_MOST):
        yield f"{clean_line(name)} {count}"
    if len(counts) > _MOST:
        yield f"and {len(counts) - _MOST} more"
