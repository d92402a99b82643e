"""The commands, once each, and the keys that carry them out."""
