"""Markdown files with fields above the text, as static site generators keep posts."""
