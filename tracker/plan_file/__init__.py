"""Plans as text: reading a plan file, writing one, comparing two. Knows the domain, no database and no web."""
