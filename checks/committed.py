"""The files a commit would hold, and what a check says about one of them."""

import subprocess
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MADE_HERE = {".git", "node_modules", "vendor", "__pycache__", "build", "dist"}


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    sentence: str
    red: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'' if self.red else 'note: '}{self.sentence}"


def committed(pattern: str = "*") -> list[str]:
    """Paths below the root, sorted: what git knows and what it would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    names = listing.stdout.split("\0") if listing.returncode == 0 else _found_without_git()
    # git still lists what was deleted and not yet committed
    return sorted(name for name in names if fnmatch(name, pattern) and (ROOT / name).is_file())


def text_of(path: str) -> str:
    """The file as text; empty for a picture and the like."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _found_without_git() -> list[str]:
    paths = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
    ours = [
        path for path in paths if not MADE_HERE & set(path.parts) and not path.parts[0].startswith(".venv")
    ]
    return [path.as_posix() for path in ours]
