"""What the application does for more than one screen."""
