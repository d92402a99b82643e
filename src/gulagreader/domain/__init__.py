"""What a reader talks about: posts, threads, quotations, queries; pure values."""
