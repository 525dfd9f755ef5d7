"""Child processes: started, looked at, ended by id. None outlives the bench, however that ends."""

import ctypes
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parent.parent
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
GRACE = 10.0  # seconds a child has to end by itself

_PAGE = os.sysconf("SC_PAGE_SIZE")
_TICK = os.sysconf("SC_CLK_TCK")


class Child:
    """A running program. Use as a context manager: at the end it is asked to stop, then made to.

    It knows of this project's settings only what `environment` says.
    """

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> None:
        self._command = " ".join(map(str, command))
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={**inherited, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C comes to us alone; we end them
            preexec_fn=_end_with_the_bench,
        )
        self.pid = self._process.pid

    def __enter__(self) -> "Child":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._log.close()

    def first_line(self, timeout: float) -> str:
        """What it prints first. RuntimeError with its stderr when that does not come within `timeout` seconds."""
        out = self._process.stdout
        assert out is not None
        readable, _, _ = select.select([out], [], [], timeout)
        line = out.readline().decode() if readable else ""
        if not line.endswith("\n"):
            raise RuntimeError(f"{self._command} did not start: {self.stderr()[-2000:]}")
        return line.strip()

    def wait_until_it_answers(self, port: int, timeout: float) -> None:
        """Until somebody takes connections there. RuntimeError with its stderr when nobody does."""
        end = time.monotonic() + timeout
        while not _answers(port):
            if time.monotonic() > end or self._process.poll() is not None:
                raise RuntimeError(f"{self._command} did not start: {self.stderr()[-2000:]}")
            time.sleep(0.02)

    def stderr(self) -> str:
        """What it has said on stderr so far."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def cpu(self) -> float:
        """Seconds of processor time of its threads and its children's, to the nanosecond."""
        return sum(map(_nanoseconds, tree(self.pid))) / 1e9

    def memory(self) -> int:
        """Bytes of it that are in memory (RSS), its children's included."""
        return sum(map(_resident, tree(self.pid)))

    def wait_until_idle(self, timeout: float = 15.0) -> None:
        """Until it has done next to nothing for a moment: what was asked before is over."""
        end, before = time.monotonic() + timeout, self.cpu()
        while time.monotonic() < end:
            time.sleep(0.15)
            now = self.cpu()
            if now - before < 0.004:
                return
            before = now


def python(module: str, *options: str) -> list[str]:
    """The command that runs a module of ours with this interpreter."""
    return [sys.executable, "-m", module, *options]


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def tree(pid: int) -> list[int]:
    """A process and all that descend from it."""
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return []
    children: list[int] = []
    for thread in threads:
        children += map(int, _read(f"/proc/{pid}/task/{thread}/children").split())
    return [pid, *(descendant for child in children for descendant in tree(child))]


def cpu_of_all_ours() -> float:
    """Seconds of processor time of the bench and all its children, also those that have ended; to 10 ms."""
    return sum(map(_ticks_with_ended, tree(os.getpid()))) / _TICK


def cpu_of_the_machine() -> float:
    """Seconds that all programs and other guests of this machine have had so far."""
    user, nice, system, _, _, _, _, steal, *_ = map(int, _read("/proc/stat").split("\n", 1)[0].split()[1:])
    return (user + nice + system + steal) / _TICK


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _nanoseconds(pid: int) -> int:
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return 0
    return sum(int((_read(f"/proc/{pid}/task/{thread}/schedstat") or "0").split()[0]) for thread in threads)


def _ticks_with_ended(pid: int) -> int:
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return sum(map(int, fields[11:15]))


def _resident(pid: int) -> int:
    return int((_read(f"/proc/{pid}/statm") or "0 0").split()[1]) * _PAGE


def _read(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""


def _end_with_the_bench() -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
