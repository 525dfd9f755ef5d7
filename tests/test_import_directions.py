"""Imports point one way: domain <- pages <- rendering <- boards <- live, web <- app, and store below boards."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TRACKER = Path(__file__).parent.parent / "tracker"
BELOW_BOARDS = {"allowance", "clock", "domain", "language", "pages", "rendering", "settings", "store"}
MAY_IMPORT: dict[str, set[str]] = {
    "domain": set(),
    "allowance": set(),
    "clock": {"domain"},
    "compiled_texts": set(),
    "static_files": set(),
    "language": {"domain"},
    "plan_file": {"domain", "language"},
    "tables": {"domain", "language", "plan_file"},
    "store": {"clock", "domain"},
    "commands": {"clock", "domain", "language", "plan_file", "store", "tables"},
    "calendars": {"clock", "domain", "language", "settings", "store"},
    "pages": {"domain", "language"},
    "rendering": {"clock", "compiled_texts", "domain", "language", "pages", "settings", "static_files"},
    "boards": BELOW_BOARDS,
    "demo": {
        *("clock", "commands", "control", "domain", "language", "plan_file"),
        *("running", "settings", "static_files", "store"),
    },
    "live": {*BELOW_BOARDS, "boards"},
    "mail": {*BELOW_BOARDS, "boards", "calendars", "commands"},
    "web": {*BELOW_BOARDS, "boards", "calendars", "commands", "plan_file", "static_files", "tables"},
}
WITHOUT_WEB = ("domain", "store", "calendars", "commands", "plan_file", "tables")
WEB = {"jinja2", "starlette", "uvicorn", "websockets"}


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_a_part_imports_only_parts_below_it(part: str) -> None:
    allowed = {part, "__version__", *MAY_IMPORT[part]}
    assert [where for where, name in imports_of(part) if is_ours(name) and name[1] not in allowed] == []


@pytest.mark.parametrize("part", WITHOUT_WEB)
def test_what_lies_below_the_web_knows_nothing_of_it(part: str) -> None:
    assert [where for where, name in imports_of(part) if name[0] in WEB] == []


def test_the_domain_knows_only_python_and_its_tables() -> None:
    known = {*sys.stdlib_module_names, "sqlalchemy", "sqlmodel", "tracker"}
    assert [where for where, name in imports_of("domain") if name[0] not in known] == []


def test_every_folder_has_its_place_in_the_order() -> None:
    folders = {file.relative_to(TRACKER).parts[0] for file in TRACKER.glob("*/**/*.py")}
    assert folders - {"examples", "locales"} <= set(MAY_IMPORT)


def imports_of(part: str) -> Iterator[tuple[str, list[str]]]:
    """Each import as "file:line name" and as its dotted name in pieces, those inside functions too."""
    for file in [TRACKER / f"{part}.py", *(TRACKER / part).rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text()) if file.is_file() else ast.Module([], [])):
            for name in names_in(node, file):
                yield f"{file.relative_to(TRACKER.parent)}:{node.lineno} {name}", name.split(".")


def names_in(node: ast.AST, file: Path) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        package = file.relative_to(TRACKER.parent).parts[: -node.level] if node.level else ()
        return [".".join([*package, *filter(None, [node.module]), alias.name]) for alias in node.names]
    return []


def is_ours(name: list[str]) -> bool:
    return name[0] == "tracker" and len(name) > 1
