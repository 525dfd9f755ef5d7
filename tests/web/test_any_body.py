"""Whatever is sent to whatever route: no fault of ours, and soon an answer (P18)."""

import json
from typing import Any
from urllib.parse import quote_from_bytes

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.processor_time import processor_time
from tests.web.making import Making
from tests.web.site import Site
from tracker.routes import ROUTES

FIELDS = [
    *(
        "title",
        "text",
        "words",
        "reason",
        "result",
        "stage",
        "before",
        "themes",
        "party",
        "role",
        "take",
        "answer",
    ),
    *("name", "sort", "kind", "states", "email", "language", "goal", "period", "next", "base"),
    *("_key", "_rev", "_base", "id", "__proto__"),
]
PATHS = sorted(
    route.path for route in ROUTES if "POST" in (route.methods or ()) and route.path != "/sign-out"
)
TOGETHER = 20  # bodies for the same step: then it may have been dropped
MOST_WORK = 0.6  # seconds of CPU, server and client together, traced line by line; what hangs takes more

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.text(st.characters(categories=["Cs", "Cc"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
objects = st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), values, max_size=6)
as_json = objects.map(
    lambda fields: ("application/json", json.dumps(fields).encode("utf-8", "surrogatepass"))
)
pairs = st.lists(st.tuples(st.sampled_from(FIELDS), st.binary(max_size=40)), max_size=6)
as_form = pairs.map(
    lambda pairs: (
        "application/x-www-form-urlencoded",
        "&".join(f"{n}={quote_from_bytes(v)}" for n, v in pairs).encode(),
    )
)
as_bytes = st.tuples(
    st.sampled_from(
        ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data"]
    ),
    st.binary(max_size=300),
)
bodies = as_json | as_form | as_bytes


@pytest.mark.timeout(1800)  # ten thousand answers on a busy machine
async def test_any_body_on_any_route_is_answered(site: Site, long: bool) -> None:
    @settings(
        max_examples=10_000 if long else 150,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        derandomize=not long,
    )
    @given(
        st.sampled_from(PATHS), bodies, st.sampled_from(["anna", "emil", "deniz", "nobody"]), st.booleans()
    )
    def collect(path: str, body: tuple[str, bytes], name: str, script: bool) -> None:
        asked.append((path, body, name, script))

    asked: list[tuple[str, tuple[str, bytes], str, bool]] = []
    collect()
    browsers = {}
    for name in ("anna", "emil", "deniz", "nobody"):
        async with site.browser(site.cast.people[name]) as browser:
            browsers[name] = await browser.token(), dict(browser.client.cookies)
    async with site.client() as client:
        for number, (path, (kind, content), name, script) in enumerate(asked):
            if number % TOGETHER == 0:
                made = Making(site.cast, site.cast.nrw)
            address = made.address(path)
            answer, work = await send(client, site, address, kind, content, *browsers[name], script)
            assert answer.status_code < 500, (path, kind, content, answer.text)
            assert work < MOST_WORK, (path, kind, content)


async def send(
    client: httpx.AsyncClient,
    site: Site,
    address: str,
    kind: str,
    content: bytes,
    token: str,
    cookies: dict[str, str],
    script: bool,
) -> tuple[httpx.Response, float]:
    headers: dict[str, Any] = {"Origin": site.base_url, "X-Token": token, "Content-Type": kind}
    headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
    headers["Accept"] = "application/json" if script else "text/html"
    with processor_time() as spent:
        answer = await client.post(address, content=content, headers=headers)
    return answer, spent.seconds
