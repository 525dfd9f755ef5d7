"""Many small files become one stylesheet and one script, when the server starts: fewer requests, better packing.

No bundler: layers.css says what belongs to the stylesheet, the modules' own imports what belongs to the script.
What lies in the folder `later` is not needed for the first paint; each of it is a script of its own.
"""

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

_STYLE = re.compile(r'@import url\("([a-z_]+\.css)"\) layer\(([a-z]+)\)(?: ([^;]+))?;')
_STRING = re.compile(r'("[^"\n]*")')
_STRING_OR_COMMENT = re.compile(r'("[^"\n]*")|/\*.*?\*/', re.DOTALL)

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
_LATE_IMPORT = re.compile(r'\bimport\("(\.[^"]+)"\)')
_EXPORT = re.compile(r"^export ((?:async )?function|const|class) (\w+)", re.MULTILINE)
_UNKNOWN = re.compile(r"^(?:import|export|await)\b.*", re.MULTILINE)
_ASIDE = re.compile(r"\s+// .*")
NO_MODULES: Mapping[str, str] = MappingProxyType({})
_ONCE = "const $ = (run) => { let made; return () => (made ??= run()); };\n"  # a module runs when it is first wanted
_LATER = "const $later = (name) => import(`{}${{name}}`);\n"


def joined_styles(folder: Path) -> str:
    """One stylesheet of all that `layers.css` in `folder` names, in its order, without comments and blanks."""

    def content(found: re.Match[str]) -> str:
        name, layer, media = found.groups()
        text = f"@layer {layer}{{{(folder / name).read_text('utf-8')}}}"
        return f"@media {media}{{{text}}}" if media else text

    return tightened(_STYLE.sub(content, (folder / "layers.css").read_text("utf-8")))


def tightened(css: str) -> str:
    """A stylesheet without comments and blanks."""
    parts = _STRING.split(_STRING_OR_COMMENT.sub(lambda found: found[1] or "", css))
    # what stands between quotation marks stays as it is
    return "".join(part if part.startswith('"') else _close(part) for part in parts).strip()


def _close(css: str) -> str:
    # a lone blank before ";" stays: it is the value of an empty property
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{}]) ?", r"\1", css)
    return re.sub(r"([;,]) ", r"\1", css).replace(";}", "}")


def joined_scripts(folder: Path, entry: str) -> str:
    """One module of `entry` and everything it imports, each file once, those imported first.

    Files import and export by name only (`import { a } from "./b.js"`, `export function a`); ValueError for
    anything else, and for files that import each other in a circle. What `import("./later/b.js")` names is left
    out: `later_scripts` has it.
    """
    modules = _modules(folder, entry)
    lent = {name for path in _later(folder) for name in _borrowed(folder, path, modules)}
    # only what is fetched later asks for it, by names of our own making
    lending = f"export {{ {', '.join(map(_name, sorted(lent)))} }};\n" if lent else ""
    return _head("./later/", modules) + "".join(modules.values()) + f"{_name(entry)}();\n" + lending


def later_scripts(folder: Path, entry: str, joined: str) -> dict[str, str]:
    """By name: what lies in `later/`, each joined with what it imports beyond the script of `entry`.

    `joined` is the file name of that script, one folder above; what it holds is taken from it, so it is there once.
    """
    own = _modules(folder, entry)
    return {path: _later_script(folder, path, own, joined) for path in _later(folder)}


def _later_script(folder: Path, path: str, own: dict[str, str], joined: str) -> str:
    modules = _modules(folder, path, own)
    borrowed = ", ".join(map(_name, _borrowed(folder, path, own)))
    head = f'import {{ {borrowed} }} from "../{joined}";\n' if borrowed else ""
    names = ", ".join(found[2] for found in _EXPORT.finditer((folder / path).read_text("utf-8")))
    tail = f"export const {{ {names} }} = {_name(path)}();\n"
    return head + _head("./", modules) + "".join(modules.values()) + tail


def _head(later: str, modules: Mapping[str, str]) -> str:
    fetches = any("$later(" in module for module in modules.values())
    return _ONCE + (_LATER.format(later) if fetches else "")


def _later(folder: Path) -> list[str]:
    return sorted(f"later/{path.name}" for path in (folder / "later").glob("*.js"))


def _borrowed(folder: Path, path: str, own: Mapping[str, str]) -> list[str]:
    """Which modules of `own` the later script at `path` needs, itself or in what it brings along."""
    brought = _modules(folder, path, own)
    wanted = {other for one in brought for other in _imported(one, (folder / one).read_text("utf-8"))}
    return sorted(wanted & own.keys())


def _modules(folder: Path, entry: str, given: Mapping[str, str] = NO_MODULES) -> dict[str, str]:
    """By path: `entry` and all it imports, without those `given`, as functions that run once."""
    modules: dict[str, str] = {}
    _collect(folder, entry, modules, given, ())
    return modules


def _collect(
    folder: Path, path: str, modules: dict[str, str], given: Mapping[str, str], on_the_way: tuple[str, ...]
) -> None:
    if path in on_the_way:
        raise ValueError(f"modules import each other in a circle: {' -> '.join([*on_the_way, path])}")
    if path in modules or path in given:
        return
    script = (folder / path).read_text("utf-8")
    for other in _imported(path, script):
        _collect(folder, other, modules, given, (*on_the_way, path))
    modules[path] = _without_comments(_wrapped(path, script))


def _imported(path: str, script: str) -> list[str]:
    found = [one[2] for one in _IMPORT.finditer(script)] + _LATE_IMPORT.findall(script)
    return [other for one in found if not _is_later(other := _resolved(path, one))]


def _is_later(path: str) -> bool:
    return path.startswith("later/")


def _wrapped(path: str, script: str) -> str:
    """The module as a function that runs once and returns what it exports."""
    names = [found[2] for found in _EXPORT.finditer(script)]
    script = _EXPORT.sub(r"\1 \2", script)
    script = _IMPORT.sub(lambda found: _taken(found[1], _resolved(path, found[2])), script)
    script = _LATE_IMPORT.sub(lambda found: _fetched(_resolved(path, found[1])), script)
    if unknown := _UNKNOWN.search(script):
        raise ValueError(f"{path}: cannot be joined: {unknown[0]}")
    return f"const {_name(path)} = $(() => {{\n{script}return {{ {', '.join(names)} }};\n}});\n"


def _fetched(path: str) -> str:
    if _is_later(path):
        return f'$later("{path.removeprefix("later/")}")'
    return f"Promise.resolve().then({_name(path)})"


def _taken(names: str, path: str) -> str:
    if _is_later(path):
        raise ValueError(f'{path} is fetched later: import("…") it')
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
    """Without lines that only hold a `//` comment; where no text spans lines also without indentation and without
    comments behind code."""
    lines = [line for line in script.splitlines() if line.strip() and not line.lstrip().startswith("//")]
    if not any(line.count("`") % 2 for line in lines):
        lines = [_without_aside(line.strip()) for line in lines]
    return "\n".join(lines) + "\n"


def _without_aside(line: str) -> str:
    code = _ASIDE.sub("", line)
    is_inside_text = any(code.count(mark) % 2 for mark in "\"'`")
    return line if is_inside_text else code
