"""The lines of docs/api.md do what they say."""

import asyncio
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.web.making import Making
from tests.web.site import Browser, Site

PAGE = Path(__file__).parents[2] / "docs/api.md"


def lines() -> str:
    """The one block of shell on the page."""
    [block] = re.findall(r"^```sh\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    return str(block)


def answers_in(folder: Path) -> dict[str, str]:
    """What was answered, by the name it was kept under."""
    return {file.stem: file.read_text() for file in folder.glob("*.json")}


@pytest.mark.skipif(
    not shutil.which("curl"), reason="the lines of docs/api.md need curl, which is not installed"
)
async def test_they_read_add_move_complete_and_follow(
    site: Site, here: Making, anna: Browser, bernd: Browser, tmp_path: Path
) -> None:
    made = (await bernd.post("/me/tokens", {"name": "curl", "plans": [here.plan]})).json()
    known = {"TOKEN": made["token"], "URL": site.base_url, "PLAN": here.plan, "PATH": "/usr/bin:/bin"}
    before = await anna.plan(here.plan)
    ran = await asyncio.to_thread(
        subprocess.run,
        ["bash", "-euxo", "pipefail", "-c", lines()],
        cwd=tmp_path,
        env=known,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr.replace(made["token"], "…")
    plan = await anna.plan(here.plan)
    added = [step for id, step in plan["step"].items() if id not in before["step"]]
    assert [step["title"] for step in added] == ["Kick-off"]
    assert added[0]["done"]["result"] == "It went well"
    told = answers_in(tmp_path)
    assert json.loads(told["moved"])["rev"] == before["rev"] + 2
    for name in ("delta", "changes"):
        message = json.loads(told[name])
        assert (message["frm"], message["rev"]) == (before["rev"], before["rev"] + 3)
        assert added[0]["id"] in told[name]


async def test_every_line_that_asks_names_its_token_and_fails_loudly() -> None:
    asking = [line for line in lines().splitlines() if line.startswith("curl")]
    assert len(asking) == 6
    assert all(line.startswith('curl -sf -H "Authorization: Bearer $TOKEN"') for line in asking)
