"""Feeds: RSS and Atom, of posts and of comments."""
