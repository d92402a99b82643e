"""The widgets that paint lines: a page, a thread, rows; only what is in view."""
