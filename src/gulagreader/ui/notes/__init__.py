"""Notes on the screen: their looks, their rows, and drafts of what is half typed."""
