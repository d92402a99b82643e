"""EPUB books: a zip file of XHTML pages and a list that says their order."""
