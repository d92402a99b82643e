"""What WordPress stores, made into the HTML that it would show."""
