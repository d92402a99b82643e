"""Asking a reader's search in the tests of the screen."""

from textual.pilot import Pilot
from ui.reading_room import type_text, until

from gulagreader.ui.app import Gulagreader
from gulagreader.ui.panes.hit_rows import ChoiceRow, HitRow, ThreadRow, WordsRow


async def ask(app: Gulagreader, pilot: Pilot[None], text: str) -> None:
    """Type a query over what stands in the line, and wait until it is counted."""
    if app.screen is app.search:
        await pilot.press("end", "ctrl+u")
    else:
        await pilot.press("s")
    await until(pilot, lambda: app.screen is app.search)
    await type_text(pilot, text)
    await counted(app, pilot, text)


async def counted(app: Gulagreader, pilot: Pilot[None], text: str) -> None:
    """Wait until what stands in the line is answered and counted."""

    def is_counted() -> bool:
        answer = app.search.answer
        return answer.query == text and answer.facets is not None

    await until(pilot, is_counted)
    await pilot.pause()


def shown_rows(app: Gulagreader) -> list[str]:
    """The rows of the hits, each as the part that tells it from the others.

    What is said to somebody who has typed nothing yet is left out.
    """
    told: list[str] = []
    for row in app.search.hits.rows:
        match row:
            case WordsRow("What can be asked"):
                return told[:-1]
            case HitRow(hit):
                told.append(f"  {hit.post[:1]}#{hit.comment}")
            case ThreadRow(thread, folded):
                told.append(f"{'+' if folded else '-'} {thread.title}")
            case ChoiceRow(query):
                told.append(f"> {query}")
            case _:
                told.append(row.words)
    return told
