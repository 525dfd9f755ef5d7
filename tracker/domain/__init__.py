"""What a plan is and may do: no database queries, no web."""
