"""The terminal of a browser's page counts cells as the reader does."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import textual_serve

from gulagreader.text.cells import cell_len
from gulagreader.ui.serving.page_terminal import (
    CHOOSES_TABLES,
    PageTerminal,
    widths_script,
)

STATICS = Path(textual_serve.__file__).parent / "static"
NODE = shutil.which("node")
CLUSTERS = (
    *(
        "👩‍👩‍👧‍👦",
        "🇷🇺🇵🇱",
        "🇷🇺🇵",
        "👍🏽",
        "1️⃣2️⃣",
        "❤️",
        "🏳️‍🌈",
        "🫠🫨",
        "👩🏽‍🚒",
        "🏴󠁧󠁢󠁷󠁬󠁳󠁿",
        "☝🏽",
    ),
    *(
        "за́мок",
        "大赦令",
        "한글",
        "❤️‍🔥",
        "a\u200db",
        "\u200dab",
        "⌚️",
        "❤\u0301\ufe0f",
        "\ufe0f",
    ),
)
# What xterm.js does with each character (InputHandler.print): the whole so far, or one
# more cell.
_COUNT = """
window = {};
%s
let provider;
window.countAsTheReader({ unicode: { register: (one) => { provider = one; } } });
const cells = (text) => {
  let before = 0, sum = 0;
  for (const char of text) {
    const told = provider.charProperties(char.codePointAt(0), before);
    const width = (told >> 1) & 3;
    sum += told & 1 ? width - ((before >> 1) & 3) : width;
    before = told;
  }
  return sum;
};
const single = [];
for (let code = 32; code < 0x110000; code++) {
  if (code < 0xd800 || code > 0xdfff) single.push(provider.wcwidth(code));
}
console.log(JSON.stringify([%s.map(cells), single.join("")]));
"""


@pytest.mark.skipif(NODE is None, reason="nothing here runs JavaScript")
def test_the_page_counts_every_character_and_every_emoji_as_the_reader(
    tmp_path: Path,
) -> None:
    program = tmp_path / "count.js"
    program.write_text(_COUNT % (widths_script(), json.dumps(CLUSTERS)), "utf-8")
    done = subprocess.run(
        [str(NODE), str(program)], capture_output=True, check=True, timeout=60
    )
    clusters, single = json.loads(done.stdout)
    assert dict(zip(CLUSTERS, clusters, strict=True)) == {
        text: cell_len(text) for text in CLUSTERS
    }
    codes = (code for code in range(32, 0x110000) if not 0xD800 <= code <= 0xDFFF)
    ours = "".join(str(cell_len(chr(code))) for code in codes)
    assert single == ours


def test_textual_serves_script_has_the_place_where_tables_are_chosen() -> None:
    terminal = PageTerminal(STATICS)
    assert terminal.counts_alike
    assert CHOOSES_TABLES not in terminal.script
    assert "window.countAsTheReader(this.terminal)" in terminal.script


def test_a_script_of_another_make_is_sent_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "textual.js").write_text("other", "utf-8")
    terminal = PageTerminal(tmp_path)
    assert not terminal.counts_alike
    assert terminal.script == "other"
    assert terminal.name != PageTerminal(STATICS).name
