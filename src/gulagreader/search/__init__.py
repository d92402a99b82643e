"""The full-text index; the only place that knows Whoosh."""
