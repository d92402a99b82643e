"""The tags of site generators in a text, to what they would have shown."""
