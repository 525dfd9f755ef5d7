"""Runs every check, shows what each found, ends with 1 if one is red."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial

from checks import addresses, changelog, ignored, sizes, templates
from checks.committed import ROOT, Finding, committed

TOOLS = {
    "format": ["ruff", "format", "--check", "--quiet", "--diff", ".", "run"],
    "lint": ["ruff", "check", "--quiet", "--output-format", "concise", ".", "run"],
    "types": ["mypy", "--no-error-summary", "tracker", "checks", "run"],
    "markup": ["djlint", "--lint", "--quiet", "templates"],
}
OWN: dict[str, Callable[[], Iterable[Finding]]] = {
    "templates": lambda: templates.findings(committed("templates/*.html")),
    "sizes": lambda: sizes.findings(committed()),
    "addresses": lambda: addresses.findings(committed()),
    "ignored": lambda: ignored.findings(committed()),
    "changelog": changelog.findings,
}


def main() -> None:
    red = [name for name, command in TOOLS.items() if not passes(name, partial(tool_passes, command))]
    red += [name for name, check in OWN.items() if not passes(name, partial(own_passes, check))]
    sys.exit(f"red: {', '.join(red)}" if red else 0)


def passes(name: str, check: Callable[[], bool]) -> bool:
    start = time.monotonic()
    passed = check()
    print(f"{'ok ' if passed else 'RED'}  {name:<10} {time.monotonic() - start:4.1f} s", flush=True)
    return passed


def tool_passes(command: list[str]) -> bool:
    return subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False).returncode == 0


def own_passes(check: Callable[[], Iterable[Finding]]) -> bool:
    found = list(check())
    for finding in found:
        print(finding)
    return not any(finding.red for finding in found)


if __name__ == "__main__":
    main()
