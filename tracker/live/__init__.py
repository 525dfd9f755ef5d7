"""Who is looking now, and how they are told."""
