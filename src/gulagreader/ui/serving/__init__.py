"""The reader in a browser: a server on this machine, and the reader for its guests."""
