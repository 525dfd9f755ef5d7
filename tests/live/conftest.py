"""A server with the live socket."""

from collections.abc import AsyncIterator

import pytest

from tests.live.world import Impatient, ImpatientHttp, World
from tracker.serving import server_config


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with World().served() as served:
        yield served


@pytest.fixture
async def impatient_world() -> AsyncIterator[World]:
    """The same, but peers that stop reading or sending have half a second."""
    made = World()
    async with made.served(server_config(made.app, ws=Impatient, http=ImpatientHttp)) as served:
        yield served
