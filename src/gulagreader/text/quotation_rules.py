"""Which rules quotations are found by, for what is kept of them."""

RULES = 3
"""To be raised whenever the finder finds something else in some text, another speaker
or another citation among it: the indexes of quotations and passages are made anew."""
