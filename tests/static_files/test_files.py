"""What a browser fetches: known by name only, kept for ever, packed once."""

import gzip
import shutil
from pathlib import Path

import pytest

from tracker.static_files import StaticFiles, beside_or_inside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder like ours."""
    for name, content in {
        "styles/layers.css": '@layer base;\n@import url("base.css") layer(base);\n',
        "styles/base.css": "p { margin: 0; }\n",
        "behaviours/board.js": 'import { a } from "./live/a.js";\na();\n',
        "behaviours/live/a.js": "export function a() {}\n",
        "symbols.svg": "<svg/>",
        "vendor/.stamp": "x",
    }.items():
        path = tmp_path / "static" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path / "static"


def test_a_file_is_found_under_the_name_of_the_build(folder: Path) -> None:
    files = StaticFiles(folder)
    assert files.url("symbols.svg") == f"/static/{files.build}/symbols.svg"
    assert files.read(f"{files.build}/symbols.svg") == (
        b"<svg/>",
        gzip.compress(b"<svg/>", 9, mtime=0),
        "image/svg+xml",
    )


@pytest.mark.parametrize(
    "path",
    [
        "symbols.svg",
        "{build}/../symbols.svg",
        "{build}/styles/base.css",
        "{build}/vendor/.stamp",
        "",
        "/etc/passwd",
    ],
)
def test_only_what_was_found_at_start_is_read(folder: Path, path: str) -> None:
    files = StaticFiles(folder)
    assert files.read(path.format(build=files.build)) is None


def test_a_name_that_is_not_there_has_no_address(folder: Path) -> None:
    with pytest.raises(KeyError, match=r"nothing\.css"):
        StaticFiles(folder).url("nothing.css")


def test_another_content_is_another_build(folder: Path) -> None:
    before = StaticFiles(folder).build
    assert StaticFiles(folder).build == before
    (folder / "styles/base.css").write_text("p { margin: 1px; }\n")
    assert StaticFiles(folder).build != before


def test_styles_and_scripts_are_joined_and_a_module_can_be_had_alone(folder: Path) -> None:
    files = StaticFiles(folder)
    styles, scripts, alone = (
        files.read(f"{files.build}/{name}") for name in ("styles.css", "scripts.js", "behaviours/live/a.js")
    )
    assert styles
    assert styles[0] == b"@layer base;@layer base{p{margin: 0}}"
    assert scripts
    assert b"import" not in scripts[0]
    assert alone
    assert alone[0] == b"export function a() {}\n"


def test_our_own_files_are_all_there() -> None:
    files = StaticFiles()
    for name in ("styles.css", "scripts.js", "symbols.svg", "icon.svg"):
        assert files.url(name)


def test_without_a_folder_nothing_starts(folder: Path) -> None:
    shutil.rmtree(folder)
    with pytest.raises(FileNotFoundError):
        StaticFiles(folder)
    with pytest.raises(FileNotFoundError, match="nowhere"):
        beside_or_inside("nowhere")
