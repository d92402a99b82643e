"""A small library, and what a command line gives."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DECREE = "The amnesty is not to be applied to persons sentenced to more than five years"
LIBRARY = {
    "library.yaml": "id: small\nname: A small library\n",
    "posts/2014/2014-03-03-amnesty.md": f"""\
---
title: Whom the amnesty left out
id: aa11
author: corridor_notes
date: "2014-03-03T17:04:00-05:00"
tags: [amnesty, camps]
sources: [{{key: applebaum, text: "Anne Applebaum, Gulag (2003)", url: "https://example.org/d"}}]
---
Article 7 says: “{DECREE}” (Applebaum 2003).

## Who stayed

Nobody had *asked* them.
""",
    "posts/2014/2014-03-03-amnesty.comments.yaml": """\
- id: c1
  author: reader 12
  date: "2014-03-03T18:10"
  text: |-
    Was Stalin dead by then?
- id: c2
  parent: c1
  author: night_shift
  date: "2014-03-04"
  text: |-
    For three weeks. He had said “There is no mercy in the sentence of a court”.
- id: c3
  parent: c2
  text: |-
    Thank you.
""",
    "posts/2015/2015-01-02-errata.md": f"""\
---
title: Errata
id: ab22
author: chalk
date: "2015-01-02"
---
We had quoted it wrongly. It is: “{DECREE}”.
""",
    "posts/undated/gulag.md": """\
---
title: A word and its plural
id: b333
---
The Gulag was one office.
""",
}


def write_library(folder: Path, files: dict[str, str]) -> Path:
    """Write a library's files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Reply:
    """What a command line gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The output as the one JSON value it is."""
        return json.loads(self.out)


Ask = Callable[..., Reply]
