"""One file per thing that is measured; each gives its rows."""
