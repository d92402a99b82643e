"""Foreign XML, read as a stream and guarded against what it may be built to do."""
