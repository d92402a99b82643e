"""GulagReader: an archive of posts and their discussions, read in a terminal."""
