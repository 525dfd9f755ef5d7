"""What `./run check` looks at before any test runs; each small check of our own is one file."""
