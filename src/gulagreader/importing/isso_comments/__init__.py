"""Comments as isso keeps them, in JSON and in its database."""
