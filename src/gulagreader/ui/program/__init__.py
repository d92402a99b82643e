"""The reader as a program: its start, its terminal, its work in the background."""
