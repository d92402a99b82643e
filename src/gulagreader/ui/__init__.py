"""The full-screen reader: the only place that knows Textual."""
