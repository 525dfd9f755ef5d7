"""The files a browser fetches: read once at start, named by a hash of all of them, packed once."""

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

from tracker.static_files.joining import joined_scripts, joined_styles, later_scripts, tightened

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


class StaticFiles:
    """Everything below /static, in memory. It knows the names it found at start and no others,
    so no address can lead out of the folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read `folder`, by default the one beside or inside the package.

        FileNotFoundError if there is none, ValueError if its scripts cannot be joined.
        """
        contents = dict(_contents(folder or beside_or_inside("static")))
        self.build = _hash(contents)
        """The name of this state of all files: another one when one of them changes."""
        self._files = {
            f"{self.build}/{name}": (
                content,
                gzip.compress(content, 9, mtime=0),
                MEDIA_TYPES[Path(name).suffix],
            )
            for name, content in contents.items()
        }

    def url(self, name: str) -> str:
        """The address of a file, good for ever; KeyError if it was not there at start."""
        path = f"{self.build}/{name}"
        if path not in self._files:
            raise KeyError(f"no static file named {name}")
        return f"/static/{path}"

    def read(self, path: str) -> tuple[bytes, bytes, str] | None:
        """Content, the same gzipped, and media type of what follows `/static/` in an address; None if unknown."""
        return self._files.get(path)


def beside_or_inside(name: str) -> Path:
    """A folder that an installed package carries inside and a clone has beside it; FileNotFoundError without it."""
    package = Path(__file__).parent.parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name} is neither in {package} nor beside it")


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The stylesheet and the scripts, joined; every module once more by itself, for whoever wants only that one."""
    yield "styles.css", joined_styles(folder / "styles").encode()
    if (folder / "behaviours/board.js").is_file():
        yield "scripts.js", joined_scripts(folder / "behaviours", "board.js").encode()
        for name, script in later_scripts(folder / "behaviours", "board.js", "scripts.js").items():
            yield name, script.encode()
    for path in sorted((folder / "styles/own").glob("*.css")):  # of one page each, fetched by it alone
        yield path.name, tightened(path.read_text("utf-8")).encode()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in MEDIA_TYPES and not name.startswith("styles/"):
            yield name, path.read_bytes()


def _hash(contents: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(contents.items()):
        whole.update(f"{name} {len(content)} ".encode())
        whole.update(content)
    return whole.hexdigest()[:12]
