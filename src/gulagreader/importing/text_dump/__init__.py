"""How a plain-text dump of a blog page is taken apart."""
