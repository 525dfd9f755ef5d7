"""The helper every other test leans on gives what was seen, or says what did not come."""

import asyncio

import pytest

from tests.waiting import until, until_blocking


async def test_it_gives_what_was_seen_once_it_is_true() -> None:
    looks: list[int] = []

    async def third_look() -> str:
        looks.append(1)
        return "seen" if len(looks) == 3 else ""

    assert await until(third_look) == "seen"
    assert await until(lambda: len(looks)) == 3
    assert until_blocking(lambda: looks) == [1, 1, 1]


async def test_it_names_what_did_not_come() -> None:
    with pytest.raises(AssertionError, match="the answer"):
        await until(lambda: False, timeout=0.02, what="the answer")
    with pytest.raises(AssertionError, match="the answer"):
        until_blocking(lambda: False, timeout=0.02, what="the answer")


async def test_a_look_that_hangs_ends_too() -> None:
    with pytest.raises(AssertionError, match="the answer"):
        await until(asyncio.Event().wait, timeout=0.02, what="the answer")
