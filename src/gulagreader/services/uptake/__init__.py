"""Which passages were taken up where, followed both ways."""
