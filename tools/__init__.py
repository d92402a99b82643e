"""Programs for those who work on the reader: its pictures and its page of keys."""
