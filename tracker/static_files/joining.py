"""Many small files become one stylesheet and one script, when the server starts: fewer requests, better packing.

No bundler: layers.css says what belongs to the stylesheet, the modules' own imports what belongs to the script.
"""

import re
from pathlib import Path, PurePosixPath

_STYLE = re.compile(r'@import url\("([a-z_]+\.css)"\) layer\(([a-z]+)\)(?: ([^;]+))?;')
_STRING = re.compile(r'("[^"\n]*")')
_STRING_OR_COMMENT = re.compile(r'("[^"\n]*")|/\*.*?\*/', re.DOTALL)

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_LATE_IMPORT = re.compile(r'\bimport\("(\.[^"]+)"\)')
_EXPORT = re.compile(r"^export ((?:async )?function|const|class) (\w+)", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export|await)\b.*", re.MULTILINE)
_ONCE = "const $ = (run) => { let made; return () => (made ??= run()); };\n"  # a module runs when it is first wanted


def joined_styles(folder: Path) -> str:
    """One stylesheet of all that `layers.css` in `folder` names, in its order, without comments and blanks."""

    def content(found: re.Match[str]) -> str:
        name, layer, media = found.groups()
        text = f"@layer {layer}{{{(folder / name).read_text('utf-8')}}}"
        return f"@media {media}{{{text}}}" if media else text

    css = _STYLE.sub(content, (folder / "layers.css").read_text("utf-8"))
    parts = _STRING.split(_STRING_OR_COMMENT.sub(lambda found: found[1] or "", css))
    # what stands between quotation marks stays as it is
    return "".join(part if part.startswith('"') else _tightened(part) for part in parts).strip()


def _tightened(css: str) -> str:
    # a lone blank before ";" stays: it is the value of an empty property
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{}]) ?", r"\1", css)
    return re.sub(r"([;,]) ", r"\1", css).replace(";}", "}")


def joined_scripts(folder: Path, entry: str) -> str:
    """One module of `entry` and everything it imports, each file once, those imported first.

    Files import and export by name only (`import { a } from "./b.js"`, `export function a`); ValueError for
    anything else, and for files that import each other in a circle.
    """
    modules: dict[str, str] = {}
    _collect(folder, entry, modules, ())
    return _ONCE + "".join(modules.values()) + f"{_name(entry)}();\n"


def _collect(folder: Path, path: str, modules: dict[str, str], on_the_way: tuple[str, ...]) -> None:
    if path in on_the_way:
        raise ValueError(f"modules import each other in a circle: {' -> '.join([*on_the_way, path])}")
    if path in modules:
        return
    script = (folder / path).read_text("utf-8")
    for other in [found[2] for found in _IMPORT.finditer(script)] + _LATE_IMPORT.findall(script):
        _collect(folder, _resolved(path, other), modules, (*on_the_way, path))
    modules[path] = _without_comments(_wrapped(path, script))


def _wrapped(path: str, script: str) -> str:
    """The module as a function that runs once and returns what it exports."""
    names = [found[2] for found in _EXPORT.finditer(script)]
    script = _EXPORT.sub(r"\1 \2", script)
    script = _IMPORT.sub(lambda found: _taken(found[1], _resolved(path, found[2])), script)
    script = _LATE_IMPORT.sub(
        lambda found: f"Promise.resolve().then({_name(_resolved(path, found[1]))})", script
    )
    if unknown := _UNKNOWN.search(script):
        raise ValueError(f"{path}: cannot be joined: {unknown[0]}")
    return f"const {_name(path)} = $(() => {{\n{script}return {{ {', '.join(names)} }};\n}});\n"


def _taken(names: str, path: str) -> str:
    return f"const {{{names.replace(' as ', ': ')}}} = {_name(path)}();\n"


def _resolved(path: str, other: str) -> str:
    """The address of `other`, as `path` writes it, seen from the folder of all modules."""
    parts: list[str] = []
    for part in (PurePosixPath(path).parent / other).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _name(path: str) -> str:
    return "$" + re.sub(r"\W", "_", path.removesuffix(".js"))


def _without_comments(script: str) -> str:
    """Without lines that only hold a `//` comment, and without indentation where no text spans lines."""
    lines = [line for line in script.splitlines() if line.strip() and not line.lstrip().startswith("//")]
    if not any(line.count("`") % 2 for line in lines):
        lines = [line.strip() for line in lines]
    return "\n".join(lines) + "\n"
