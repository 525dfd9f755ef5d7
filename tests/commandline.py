"""The command line as a real process, with a data folder of its own."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.waiting import until_blocking

ROOT = Path(__file__).parents[1]
SLOWEST = 60  # seconds for any command: nobody waits for it but a broken test on a busy machine


@dataclass(frozen=True)
class Shell:
    """Where commands are typed: one data folder, one address."""

    data: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, *words: str, code: int = 0, **settings: str) -> subprocess.CompletedProcess[str]:
        """Run `tracker words…` to its end, which must have this exit code."""
        done = subprocess.run(
            command(*words),
            cwd=ROOT,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            timeout=SLOWEST,
            check=False,
        )
        assert done.returncode == code, f"exit code {done.returncode}\n{done.stdout}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        return done

    @contextlib.contextmanager
    def serving(self, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """`tracker serve` until the end of the block, or until it is ended there."""
        words = command("serve", "--port", str(self.port))
        with started(words, self.environment(**settings)) as server:
            until_blocking(lambda: server.poll() is not None or answers(self.url), SLOWEST, "the server")
            yield server

    def environment(self, **settings: str) -> dict[str, str]:
        others = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
        named = {"TRACKER_DATA_DIR": str(self.data), "TRACKER_BASE_URL": self.url}
        return others | named | {f"TRACKER_{name}": value for name, value in settings.items()}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tracker.cli", *words]


@contextlib.contextmanager
def started(words: list[str], environment: dict[str, str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that is gone afterwards, whatever happens."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, cwd=ROOT, env=environment, **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def ended(process: subprocess.Popen[str], number: signal.Signals) -> tuple[int, str, str]:
    """Exit code of a process after a signal, and what it still said on stdout and stderr."""
    process.send_signal(number)
    assert process.stdout
    assert process.stderr
    # not communicate(): it would lose what was read ahead with the last line
    out, err = process.stdout.read(), process.stderr.read()
    return process.wait(SLOWEST), out, err


def answers(url: str) -> bool:
    """Whether somebody answers there, whatever they say."""
    try:
        httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def sign_in(client: httpx.AsyncClient, link: str) -> None:
    """Open a sign-in link as a browser does, and press the button there."""
    page = await client.get(link)
    found = re.search(r'name="_token" value="([^"]+)"', page.text)
    assert found, page.text
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(link))
    done = await client.post(link, data={"_token": found[1]}, headers={"Origin": origin})
    assert done.status_code == 303, done.text


def live_address(page: httpx.Response) -> str:
    """The socket's address for a board as its page names it."""
    rev, epoch, feed = (re.search(rf'data-{name}="([^"]+)"', page.text) for name in ("rev", "epoch", "feed"))
    assert rev, page.text
    assert epoch
    assert feed
    where = urlsplit(str(page.url)).netloc
    return f"ws://{where}/live?v=1&view=board&feed={feed[1]}@{rev[1]}.{epoch[1]}"
