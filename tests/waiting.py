"""Waiting for a thing to happen; the only place in the tests that sleeps."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

Seen = TypeVar("Seen")
PAUSE = 0.01  # seconds between two looks: short beside what is waited for, long beside a look


async def until(
    look: Callable[[], Seen | Awaitable[Seen]], timeout: float = 20.0, what: str = "the awaited thing"
) -> Seen:
    """What `look` gives once that is true; AssertionError naming `what` after `timeout` seconds."""
    end = time.monotonic() + timeout
    while not (seen := await _look_once(look, timeout, what)):
        _fail_after(end, timeout, what)
        await asyncio.sleep(PAUSE)
    return seen


def until_blocking(look: Callable[[], Seen], timeout: float = 20.0, what: str = "the awaited thing") -> Seen:
    """The same outside the event loop."""
    end = time.monotonic() + timeout
    while not (seen := look()):
        _fail_after(end, timeout, what)
        time.sleep(PAUSE)
    return seen


async def _look_once(look: Callable[[], Seen | Awaitable[Seen]], timeout: float, what: str) -> Seen:
    seen = look()
    if not inspect.isawaitable(seen):
        return seen
    try:
        return await asyncio.wait_for(seen, timeout)
    except TimeoutError as error:
        raise AssertionError(f"looking for {what} took longer than {timeout:g} s") from error


def _fail_after(end: float, timeout: float, what: str) -> None:
    if time.monotonic() > end:
        raise AssertionError(f"waited {timeout:g} s in vain for {what}")
