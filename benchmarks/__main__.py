"""Measure everything, and print Markdown tables.

python -m benchmarks                about three minutes
python -m benchmarks --large        15,000 posts, 100,000 comments
python -m benchmarks text screen    some of it
python -m benchmarks --start LIBRARY --keep OWN    the start alone, on a library
"""

import argparse
import os
import platform
import time
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    import_speed,
    large_texts,
    quotations,
    repaints,
    screen,
    search_files,
    search_lag,
    search_speed,
    text,
)


def main() -> None:
    """Run the parts that are asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "parts",
        nargs="*",
        help="text, quotations, search, import, screen, long; all if none; or million",
    )
    parser.add_argument("--large", action="store_true", help="five times as much")
    parser.add_argument("--memory", type=Path, help="a library to be read, with --keep")
    parser.add_argument("--start", type=Path, help="a library to start on, with --keep")
    parser.add_argument("--keep", type=Path, help="a folder to keep the indexes in")
    asked = parser.parse_args()
    if asked.memory:
        large_texts.memory(asked.memory, asked.keep)
        return
    if asked.start:
        screen.starts(asked.start, asked.keep)
        return
    usual = ["text", "quotations", "search", "import", "screen", "long"]
    parts = asked.parts or usual
    begun = time.perf_counter()
    print(
        f"{os.cpu_count()} cores, Python {platform.python_version()}, Textual"
        f" {version('textual')}, Whoosh {version('whoosh')}, {platform.system()}"
    )
    if "text" in parts:
        text.run(10_000 if asked.large else 5_000)
    if "quotations" in parts:
        quotations.run()
    if "search" in parts:
        size = 100_000 if asked.large else 20_000
        search_speed.run(size, keep=asked.keep)
        search_lag.run(size, keep=asked.keep)
        search_files.run(size * 3 // 20, size)
    if "import" in parts:
        import_speed.run(150 if asked.large else 10)
    if "million" in parts:
        search_speed.run(1_000_000, keep=asked.keep)
    if "screen" in parts:
        many = (15_000, 100_000, 10_000) if asked.large else (3_000, 20_000, 5_000)
        screen.run(*many)
    if "long" in parts:
        large_texts.run()
        repaints.run()
    print(f"\n{time.perf_counter() - begun:.0f} s in all")


main()
