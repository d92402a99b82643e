"""How it is drawn: themes, signs, and contrast that holds whatever lies over a text."""
