"""The screens: the reader, the search, and the small ones over them."""
