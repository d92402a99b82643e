"""What exports of this program carry, so that they can be read back the same."""
