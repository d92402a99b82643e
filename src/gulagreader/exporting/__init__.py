"""Libraries out to other programs: one file for each format, and the pseudonyms."""
