"""Markdown that holds HTML, as people write it, to Markdown alone."""
