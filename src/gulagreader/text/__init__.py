"""From source text to cleaned blocks, spans and lines in cells; no colours."""
