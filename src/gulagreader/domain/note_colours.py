"""The colours of notes, apart from the notes: a view names them before it has any."""

COLOURS = ("yellow", "green", "blue", "red", "purple")
"""What a passage may be marked with; the first where none is named."""
