"""What a reader does: open, import, index, find, quote. No screen."""
