"""The panes of the reader: each shows one thing and owns its scroll and folds."""
