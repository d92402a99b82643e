"""The library folder, the catalogue and the reader's own memory."""
