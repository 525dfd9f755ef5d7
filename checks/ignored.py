"""What is fetched at build time is never committed."""

from collections.abc import Iterable, Iterator

from checks.committed import Finding

FETCHED = ("static/vendor/", "tests/vendor/", "node_modules/", ".venv")


def findings(paths: Iterable[str]) -> Iterator[Finding]:
    for path in paths:
        if path.startswith(FETCHED):
            yield Finding(path, 1, "This comes from a registry at build time and belongs in .gitignore.")
