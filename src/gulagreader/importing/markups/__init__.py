"""Posts in other markups than Markdown and HTML."""
