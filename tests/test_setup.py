"""What a fresh checkout stands on: locks without addresses, and a wheel that runs alone."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.lock", "requirements-test.lock")


@pytest.mark.parametrize("lock", [*LOCKS, "package-lock.json"])
def test_a_lock_names_no_address(lock: str) -> None:
    assert re.findall(r"^.*(?:://|--index|--find-links).*$", (ROOT / lock).read_text(), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_python_package_is_pinned_with_its_hash(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    assert [
        entry for entry in entries if not re.match(r"[\w.-]+(\[\w+\])?==\S.*\\\n +--hash=sha256:", entry)
    ] == []


def test_every_browser_library_is_pinned_with_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    libraries = {name: package for name, package in packages.items() if name}
    assert libraries
    assert [name for name, package in libraries.items() if "integrity" not in package] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_holds_all_the_product_asks_for(lock: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {re.match(r"[\w.-]+", line)[0] for line in project["dependencies"]}
    assert asked - set(re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text(), re.MULTILINE)) == set()


def test_run_without_a_command_shows_what_there_is() -> None:
    shown = subprocess.run([ROOT / "run"], capture_output=True, text=True, check=False)
    assert shown.returncode == 1
    assert "./run demo" in shown.stderr


@pytest.mark.long
def test_the_wheel_runs_in_an_empty_environment_without_node(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", tmp_path, ROOT], check=True)
    [wheel] = tmp_path.glob("tracker-*.whl")
    home = tmp_path / "empty"
    subprocess.run([sys.executable, "-m", "venv", home], check=True)
    into = ["--python", home / "bin/python", "install"]
    subprocess.run([*pip, *into, "--require-hashes", "-r", ROOT / "requirements.lock"], check=True)
    subprocess.run([*pip, *into, "--no-deps", wheel], check=True)

    tracker = [home / "bin/tracker", "--help"]
    helped = subprocess.run(
        tracker, cwd=tmp_path, env=without_node(), capture_output=True, text=True, check=True
    )
    assert "demo" in helped.stdout
    package = next(home.glob("lib/python*/site-packages/tracker"))
    for part in ("static/vendor/htmx.min.js", "static/vendor/htmx.LICENSE.txt", "templates", "locales/de"):
        assert (package / part).exists(), part


def without_node() -> dict[str, str]:
    return {**os.environ, "PATH": "/nowhere"}
