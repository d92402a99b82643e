"""A page of a made-up blog, printed as six programs print one."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """A comment of the page with the replies under it."""

    author: str
    day: int
    paragraphs: tuple[str, ...]
    replies: tuple["Said", ...] = ()

    @property
    def printed_date(self) -> str:
        return f"March {self.day}, 2014 at 5:{self.day:02} pm"

    @property
    def iso_date(self) -> str:
        return f"2014-03-{self.day:02}T17:{self.day:02}"


@dataclass(frozen=True)
class PageModel:
    """What the page holds, whatever prints it."""

    title: str
    paragraphs: tuple[str, ...]
    comments: tuple[Said, ...] = field(default=())

    def everyone(self) -> Iterator[tuple[Said, Said | None]]:
        """Every comment in reading order with the one it answers."""
        waiting: list[tuple[Said, Said | None]] = [(c, None) for c in self.comments]
        waiting.reverse()
        while waiting:
            said, above = waiting.pop()
            yield said, above
            waiting.extend((reply, said) for reply in reversed(said.replies))

    @property
    def header(self) -> str:
        count = sum(1 for _ in self.everyone())
        return f"{count} Responses to “{self.title}”"


FORM = ["Leave a Reply Cancel reply", "", "Your email address will not be published."]


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def resiliparse(page: PageModel) -> str:
    out = [page.title, ""]
    for paragraph in page.paragraphs:
        out += [paragraph, ""]
    out += [page.header, ""]

    def item(said: Said, mark: str, indent: int) -> None:
        pad = " " * (indent + 2)
        out.extend(
            [" " * indent + f"{mark}{said.author} says:", f"{pad}{said.printed_date}"]
        )
        for paragraph in said.paragraphs:
            out.extend(["", pad + paragraph])
        out.extend(["", f"{pad}Reply"])
        for reply in said.replies:
            item(reply, "• ", indent + 2)

    for number, said in enumerate(page.comments, 1):
        item(said, f"{number}. ", 2)
    return "\n".join([*out, "", *FORM])


def bare_resiliparse(page: PageModel) -> str:
    """As the page's main content alone comes out: no heading, authors or dates."""
    out = [page.title, ""]
    for paragraph in page.paragraphs:
        out += [paragraph, "", ""]
    for number, said in enumerate(page.comments, 1):
        first, *rest = said.paragraphs
        out += ["", f"  {number}. {first}", ""]
        for paragraph in rest:
            out += [f"    {paragraph}", ""]
    return "\n".join([*out, "", *FORM])


def lynx(page: PageModel) -> str:
    out = [page.title, ""]
    for paragraph in page.paragraphs:
        out += [*_wrapped(paragraph, "   ", 75), ""]
    out += [page.header, ""]

    def item(said: Said, mark: str, indent: int, later: str) -> None:
        pad = " " * (indent + len(mark))
        out.append(" " * indent + f"{mark}[avatar.png] {said.author} says:")
        out.append(f"{pad}{said.printed_date}")
        for paragraph in said.paragraphs:
            out.extend(_wrapped(paragraph, pad, 75))
        out.append(f"{pad}Reply")
        for reply in said.replies:
            item(reply, f"{later[0]} ", len(pad) + 3, later[1:])

    for number, said in enumerate(page.comments, 1):
        item(said, f"{number}. ", 5 - len(str(number)), "+o#@-=")
    return "\n".join([*out, "", *FORM])


def w3m(page: PageModel) -> str:
    out = [page.title, ""]
    for paragraph in page.paragraphs:
        out += [*_wrapped(paragraph, "", 80), ""]
    out += [page.header, ""]

    def item(said: Said, mark: str, indent: int, later: str) -> None:
        pad = " " * (indent + len(mark))
        out.append(" " * indent + f"{mark}[a1b2c]{said.author} says:")
        out.append(f"{pad}{said.printed_date}")
        for paragraph in said.paragraphs:
            out.extend(["", *_wrapped(paragraph, pad, 80)])
        out.extend(["", f"{pad}Reply"])
        for reply in said.replies:
            item(reply, f"{later[0]} ", indent + 5, later[1:])

    for number, said in enumerate(page.comments, 1):
        item(said, f"{number}. ", 1 + (number < 10 <= len(page.comments)), "□☆○■★◎●△")
    return "\n".join([*out, "", *FORM])


def html2text(page: PageModel) -> str:
    out = [f"# {page.title}", ""]
    for paragraph in page.paragraphs:
        out += [*_wrapped(paragraph, "", 78), ""]
    out += [f"## {page.header}", ""]

    def item(said: Said, mark: str, indent: int) -> None:
        out.extend([" " * indent + f"{mark}![](a.png){said.author} says:", ""])
        out.extend([said.printed_date, ""])
        for paragraph in said.paragraphs:
            out.extend([*_wrapped(paragraph, "", 78), ""])
        out.extend(["Reply", ""])
        for reply in said.replies:
            item(reply, "* ", indent + 3)

    for number, said in enumerate(page.comments, 1):
        item(said, f"{number}. ", 2)
    return "\n".join([*out, f"### {FORM[0]}", *FORM[1:]])


def older_html2text(page: PageModel) -> str:
    """Headings between stars; what is a link is joined by ``_``."""
    out = [f"****** {page.title} ******"]
    for paragraph in page.paragraphs:
        out += _wrapped(paragraph, "", 79)
    out.append(f"**** {page.header} ****")

    def item(said: Said, mark: str, indent: int, later: str) -> None:
        pad = " " * (indent + len(mark))
        out.append(" " * indent + f"{mark}{said.author} says:")
        out.append(pad + said.printed_date.replace(" ", "_"))
        for paragraph in said.paragraphs:
            out.extend(_wrapped(paragraph, pad, 79))
        out.append(f"{pad}Reply")
        for reply in said.replies:
            item(reply, f"{later[0]} ", len(pad) + 4, "#")

    for number, said in enumerate(page.comments, 1):
        item(said, f"{number}. ", 4 - len(str(number)), "o")
    return "\n".join([*out, f"**** {FORM[0]} ****", *FORM[2:]])


def flat(page: PageModel) -> str:
    out = [page.title, *page.paragraphs, page.header]
    for said, _ in page.everyone():
        out += [f"{said.author} says:", said.printed_date, *said.paragraphs, "Reply"]
    return "\n".join([*out, *filter(None, FORM)])


STYLES = {
    "resiliparse": resiliparse,
    "lynx": lynx,
    "w3m": w3m,
    "html2text": html2text,
    "older html2text": older_html2text,
}
