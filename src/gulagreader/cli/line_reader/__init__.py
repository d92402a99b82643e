"""The reader by line and prompt, for who hears or feels what is printed."""
