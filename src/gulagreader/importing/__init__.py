"""Foreign archives in, one file per format, with a report of what was left out."""
