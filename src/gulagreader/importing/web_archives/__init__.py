"""Archives of crawlers and browsers: records of the web, and pages in them."""
