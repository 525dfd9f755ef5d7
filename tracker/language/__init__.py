"""What people read: texts of both languages, dates, deadlines. Knows domain, no web and no templates."""
