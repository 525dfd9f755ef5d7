"""What the bench says of a figure is right, and its limit server and crowd do what they are compared by. No figures."""

import json
import zlib

import pytest

from bench.load.changes import flood, one_by_one
from bench.load.crowd import Crowd
from bench.load.editors import Editor
from bench.load.frames import client_frame, take_frames
from bench.load.http import Refused, Reply, ask, take_reply
from bench.load.limit_server import frame
from bench.load.recorded import recorded
from bench.load.target import limit
from bench.plans import plan_of
from bench.rounds import Rounds, percentile
from bench.rows import Goal, Row, at_least, at_most, table


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (at_most(10), True),
        (at_most(9.9), False),
        (at_most(2.5, of_limit=True), True),
        (at_most(2.4, of_limit=True), False),
        (at_least(2.5, of_limit=True), True),
        (at_least(2.6, of_limit=True), False),
    ],
)
def test_a_goal_is_about_the_value_or_about_its_ratio_to_the_limit(goal: Goal, met: bool) -> None:
    assert Row("edits", 10, "ms", 4, goal).met is met


def test_a_goal_on_a_ratio_is_missed_without_a_limit_and_no_goal_is_neither_met_nor_missed() -> None:
    assert Row("edits", 10, "ms", goal=at_most(99, of_limit=True)).met is False
    assert Row("edits", 10, "ms", 4).met is None


def test_the_table_shows_each_figure_beside_its_limit_and_names_what_is_missed() -> None:
    rows = [
        Row("a", 12_345.6, "/s", 5000, at_least(2, of_limit=True)),
        Row("long name", 0.51234, "ms", goal=at_most(0.5)),
    ]
    assert [line.split() for line in table(rows).splitlines()] == [
        ["figure", "value", "limit", "ratio", "goal", "met"],
        ["a", "12,346", "/s", "5,000", "/s", "2.47", ">=", "2", "x", "limit", "yes"],
        ["long", "name", "0.512", "ms", "<=", "0.5", "NO"],
    ]


def test_a_row_can_be_kept_as_json() -> None:
    kept = json.loads(json.dumps(Row("a", 1.23456, "ms", 2, at_most(1), "how").plain()))
    assert kept == {
        "name": "a",
        "value": 1.235,
        "unit": "ms",
        "limit": 2,
        "ratio": 0.6173,
        "goal": "<= 1",
        "met": False,
        "note": "how",
    }


def test_ninety_nine_of_a_hundred_do_not_exceed_the_percentile() -> None:
    assert percentile(range(100), 0.99) == 99
    assert percentile(range(1000), 0.99) == 990
    assert percentile([5], 0.99) == 5


def test_a_round_gives_what_was_measured_as_often_as_wanted() -> None:
    numbers = iter(range(100))
    rounds = Rounds(3, patience=0)
    assert len(rounds.of(lambda: next(numbers))) == 3
    assert len(rounds.foreign) == 3


@pytest.mark.parametrize("size", [0, 1, 125, 126, 65_535, 65_536])
def test_frames_of_every_length_are_taken_apart_wherever_they_are_cut(size: int) -> None:
    payload = b"x" * size
    both = frame(payload) + frame(b"next")
    for cut in (1, 2, 3, size, size + 4, len(both) - 1):
        first, rest = take_frames(both[:cut])
        second, rest = take_frames(rest + both[cut:])
        assert [*first, *second] == [(1, payload), (1, b"next")]
        assert rest == b""


def test_what_a_client_says_is_masked() -> None:
    framed = client_frame(b"ping")
    assert framed[:2] == b"\x81\x84"
    assert b"ping" not in framed


def test_a_reply_is_whole_when_its_last_byte_has_come_with_a_length_or_in_chunks() -> None:
    packed = zlib.compress(b"page", wbits=31)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
    long = head + b"Content-Length: %d\r\n\r\n" % len(packed) + packed
    cut = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (3, packed[:3], len(packed) - 3, packed[3:])
    for raw in (long, head + b"Transfer-Encoding: chunked\r\n\r\n" + cut):
        assert not any(take_reply(raw[:end]) for end in range(len(raw)))
        whole = take_reply(raw + b"HTTP")
        assert whole is not None
        assert (whole[0].text(), whole[0].size, whole[1]) == ("page", len(raw), b"HTTP")


def test_the_limit_server_tells_every_socket_of_every_change() -> None:
    with limit(300) as bare:
        crowd = Crowd(bare)
        crowd.join(7)
        editor = Editor(bare, crowd.reading)
        for _ in range(3):
            crowd.forget()
            editor.post()
            assert crowd.reading.until(lambda: len(crowd.arrivals) == 7 and not editor.waiting, 5)
        assert (crowd.size, crowd.closed, len(crowd)) == (300, 0, 7)
        editor.leave()
        crowd.leave()


def test_changes_one_by_one_and_all_at_once_are_counted_where_they_arrive() -> None:
    with limit(200) as bare:
        crowd = Crowd(bare)
        crowd.join(5)
        slow = one_by_one(bare, crowd, 2)
        assert slow.size == 200
        assert 0 < slow.from_first < slow.from_post
        fast = flood(bare, crowd, 0.2)
        assert fast.edits > 0
        assert fast.deliveries == pytest.approx(5 * fast.edits, rel=0.2)
        assert fast.deliveries == fast.frames
        crowd.leave()


def test_the_limit_server_repeats_what_was_recorded_and_greets() -> None:
    reply = Reply(200, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"<p>board</p>", 0)
    with recorded({"/board": reply}, b'{"t":"delta","rev":3}') as kept, limit(recorded=kept) as bare:
        assert ask(bare.port, "/board").body == b"<p>board</p>"
        with pytest.raises(Refused):
            ask(bare.port, "/other")
        crowd = Crowd(bare)
        crowd.join(1)
        assert crowd.reading.until(lambda: crowd.arrivals, 5)
        crowd.leave()


def test_a_plan_for_measuring_has_what_the_figures_say() -> None:
    plan = plan_of(100)
    assert len(plan.steps) == 100
    assert all(len(set(step.themes)) == 2 and len(step.owners) == 1 and step.deadline for step in plan.steps)
    assert len({step.title for step in plan.steps}) > 90
