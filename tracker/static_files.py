"""The files a browser fetches: read once at start, joined, named by a hash of all of them, packed once."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
ENTRY = "behaviours/board.js"

_IMPORT = re.compile(r'@import url\("([a-z_]+\.css)"\) layer\(([a-z]+)\)(?: ([^;]+))?;')
_STRING = re.compile(r'("[^"\n]*")')
_STRING_OR_COMMENT = re.compile(r'("[^"\n]*")|/\*.*?\*/', re.DOTALL)


class StaticFiles:
    """Everything below /static, in memory. It knows the names it found at start and no others,
    so no address can lead out of the folder."""

    def __init__(self, folder: Path | None = None) -> None:
        """Read `folder` (by default the one beside or inside the package); FileNotFoundError if there is none."""
        contents = dict(_contents(folder or beside_or_inside("static")))
        self.build = _hash(contents)
        """The name of this state of all files: changes when one of them does."""
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

    def modules(self) -> list[str]:
        """The addresses of all own scripts but the entry: what a page asks for ahead of time."""
        start = f"{self.build}/behaviours/"
        entry = f"{self.build}/{ENTRY}"
        return [f"/static/{path}" for path in sorted(self._files) if path.startswith(start) and path != entry]


def beside_or_inside(name: str) -> Path:
    """A folder that an installed package carries inside and a clone has beside it; FileNotFoundError without it."""
    package = Path(__file__).parent
    for folder in (package / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name} is neither in {package} nor beside it")


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    yield "styles.css", _joined(folder / "styles").encode()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix not in MEDIA_TYPES or name.startswith("styles/"):
            continue
        content = path.read_bytes()
        yield name, _without_comment_lines(content) if name.startswith("behaviours/") else content


def _joined(styles: Path) -> str:
    """One stylesheet from all that layers.css names, in its order."""
    layers = (styles / "layers.css").read_text("utf-8")

    def content(found: re.Match[str]) -> str:
        name, layer, media = found.groups()
        text = f"@layer {layer}{{{(styles / name).read_text('utf-8')}}}"
        return f"@media {media}{{{text}}}" if media else text

    return _tightened(_IMPORT.sub(content, layers))


def _tightened(css: str) -> str:
    css = _STRING_OR_COMMENT.sub(lambda found: found[1] or "", css)
    parts = _STRING.split(css)
    # what stands between quotation marks stays as it is
    return "".join(part if part.startswith('"') else _without_blanks(part) for part in parts).strip()


def _without_blanks(css: str) -> str:
    # a lone blank before ";" stays: it is the value of an empty property
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{}]) ?", r"\1", css)
    return re.sub(r"([;,]) ", r"\1", css).replace(";}", "}")


def _without_comment_lines(script: bytes) -> bytes:
    return b"".join(line for line in script.splitlines(keepends=True) if not line.lstrip().startswith(b"//"))


def _hash(contents: dict[str, bytes]) -> str:
    whole = hashlib.sha256()
    for name, content in sorted(contents.items()):
        whole.update(f"{name} {len(content)} ".encode())
        whole.update(content)
    return whole.hexdigest()[:12]
