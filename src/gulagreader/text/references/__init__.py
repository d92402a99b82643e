"""References to posts and comments: after manuals of style, and as files."""
