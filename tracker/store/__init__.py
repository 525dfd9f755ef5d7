"""The database: finding and saving. Finders always ask for whom; everything that changes goes through one writer."""
