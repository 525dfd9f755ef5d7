"""Short files and functions; over the first figure of two is a note, over the last is red."""

import ast
from collections.abc import Iterable, Iterator

from checks.committed import Finding, text_of

FILE_LINES = {".py": (250,), ".html": (60, 120), ".js": (150, 200)}
FUNCTION_LINES = 50


def findings(paths: Iterable[str]) -> Iterator[Finding]:
    for path in paths:
        suffix = ".py" if path == "run" else path[path.rfind(".") :]
        if suffix in FILE_LINES:
            yield from too_long(path, text_of(path), FILE_LINES[suffix])
        if suffix == ".py":
            yield from long_functions(path, text_of(path))


def too_long(path: str, text: str, limits: tuple[int, ...]) -> Iterator[Finding]:
    lines = len(text.splitlines())
    if lines > limits[0]:
        yield Finding(path, limits[0] + 1, f"{lines} lines, {limits[0]} are the aim.", red=lines > limits[-1])


def long_functions(path: str, text: str) -> Iterator[Finding]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield Finding(path, node.lineno, f"{node.name} has {lines} lines, {FUNCTION_LINES} at most.")
