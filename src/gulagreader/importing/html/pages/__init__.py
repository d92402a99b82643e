"""Saved pages of blogs: the post and the comments without what stands around them."""
