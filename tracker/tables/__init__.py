"""Plans as tables: CSV and XLSX, out and in, with the heads that people use."""
