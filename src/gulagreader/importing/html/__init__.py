"""HTML into the Markdown of the library; the only place that knows an HTML parser."""
