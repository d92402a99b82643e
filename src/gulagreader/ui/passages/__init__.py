"""The passage at hand: what is selected, quoted, found or cited in what is read."""
