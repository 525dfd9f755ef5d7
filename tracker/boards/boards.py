"""The door to what is shown: whole boards and deltas, each computed once for everybody who needs the same."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from tracker.boards.agenda import Agenda, agenda, plan_rows
from tracker.boards.away import away_meetings, away_notes, away_rows
from tracker.boards.cache import Recent
from tracker.boards.delta import Asked, day_delta, stretch
from tracker.boards.drawing import Drawing
from tracker.boards.growing import Growing
from tracker.boards.history import PastParts, Reader, few_of_step, past_parts
from tracker.boards.meeting_parts import MeetingParts, meeting_parts
from tracker.boards.messages import Answer, Delta, NoSuchFeed, Snapshot
from tracker.boards.paper_parts import paper_parts
from tracker.boards.plan_counts import PlanCounts
from tracker.boards.rows import RowDrawing
from tracker.boards.sheets import PlanSheet, plan_sheet
from tracker.boards.step_parts import EditParts, StepParts, edit_parts, step_parts
from tracker.boards.wall import WallDrawing
from tracker.boards.whole import BoardParts, Grown, snapshot, snapshot_of, whole_board
from tracker.domain.participant import Participant
from tracker.pages import AwayMeeting, AwayNote, AwayRow, PlanRow
from tracker.pages.history import PastLine
from tracker.pages.paper import PaperPart
from tracker.rendering import Rendering
from tracker.store.changes import feed_head
from tracker.store.database import Database
from tracker.store.outcome import Told
from tracker.store.past import Wanted
from tracker.store.plans import FoundPlan
from tracker.store.writing import MOST_IN_ONE_COMMIT

T = TypeVar("T")

BOARDS_KEPT = 64  # whole boards of 500 steps are half a megabyte each


class Boards:
    """Draws boards from one database. Nobody's rights are asked here: the caller has found the plan for somebody."""

    def __init__(self, database: Database, rendering: Rendering) -> None:
        self.database = database
        self.drawing, self.wall = Drawing(rendering), WallDrawing(rendering)
        self.rows, self._counts = RowDrawing(rendering), PlanCounts()
        self._boards: Recent[tuple[str, int, str, str, date, str], BoardParts] = Recent(BOARDS_KEPT)
        self._under_way: dict[Hashable, asyncio.Task[Any]] = {}
        self._growing: dict[Hashable, Growing] = {}
        self._commits = 0
        self._before: dict[str, int] = {}  # by feed: the rev before its last commit

    def heard(self, told: Told) -> None:
        """A commit: what is being computed now may lack it, so nobody who comes later shares it."""
        self._commits += 1
        self._before |= {feed: rev - 1 for feed, rev in reversed(told.revs)}

    async def delta(
        self, feed: str, since: int, epoch: str, view: str, locale: str, day: date, made: str = ""
    ) -> Answer:
        """What changed in `feed` after `since`. `made` is told to the author alone: the id of what they made.

        Commands that were committed together are answered, and told to everybody, from one reading.
        """
        before = self._before.get(feed, since)
        begin = before if since - MOST_IN_ONE_COMMIT < before < since else since
        asked = Asked(feed.removeprefix("plan:"), begin, epoch, view, locale, day)
        found = await self._shared(
            ("delta", asked), lambda: self.database.read(stretch, self._drawing(view), asked)
        )
        answer = found if isinstance(found, NoSuchFeed) else found.after(since, epoch)
        if made and isinstance(answer, Delta):
            message = answer.message[:-1] + f',"made":"{made}"}}'.encode()
            return Delta(answer.feed, answer.epoch, answer.frm, answer.rev, message)
        return answer

    async def day_delta(self, feed: str, view: str, locale: str, before: date, day: date) -> Delta | None:
        """The cards whose lateness turned between `before` and `day`."""
        asked = Asked(feed.removeprefix("plan:"), 0, "", view, locale, day)
        return await self.database.read(day_delta, self._drawing(view), asked, before)

    async def snapshot(self, feed: str, view: str, locale: str, day: date) -> Snapshot | NoSuchFeed:
        """The whole feed as a message; of rows there is none to send, they are fetched for each viewer."""
        if view == "row":
            head = await self.database.read(feed_head, feed.removeprefix("plan:"))
            return NoSuchFeed(feed) if head is None else snapshot(feed, head.epoch, head.rev, day, {}, {})
        parts = await self.board(feed.removeprefix("plan:"), locale, day, view=view)
        return parts if isinstance(parts, NoSuchFeed) else await asyncio.to_thread(snapshot_of, parts)

    async def board(
        self, plan_id: str, locale: str, day: date, at: tuple[int, str] | None = None, view: str = "board"
    ) -> BoardParts | NoSuchFeed:
        """The parts of a whole board, drawn anew only when the feed has moved.

        `at`: rev and epoch that the caller has just read, which saves reading them again.
        """
        board = await self.begun(plan_id, locale, day, at, view)
        return await board.whole() if isinstance(board, Growing) else board

    async def begun(
        self, plan_id: str, locale: str, day: date, at: tuple[int, str] | None = None, view: str = "board"
    ) -> Growing | BoardParts | NoSuchFeed:
        """The same; a large one that has to be drawn as soon as its frame is known."""
        kept = self._boards.get((plan_id, *at, locale, day, view)) if at else None
        if kept is not None:
            return kept
        asked = (plan_id, locale, day, view)
        now = (self._commits, "board", *asked)
        growing = self._growing.get(now)
        if growing is None:
            growing = self._growing[now] = Growing(lambda hear: self._board(*asked, hear))
            growing.drawing.add_done_callback(lambda done: self._growing.pop(now, None))
        return await growing.begun()

    async def step(
        self,
        plan_id: str,
        step_id: str,
        locale: str,
        day: date,
        *,
        every_comment: bool = False,
        every_check: bool = True,
    ) -> StepParts:
        """One step with everything its page shows. Raises NotFound."""
        read = partial(step_parts, every_comment=every_comment, every_check=every_check)
        return await self.database.read(read, plan_id, step_id, locale, day)

    async def edit_parts(self, plan_id: str, locale: str, day: date) -> EditParts | NoSuchFeed:
        """What stands around the steps of a plan, for its editing page."""
        return await self.database.read(edit_parts, plan_id, locale, day)

    async def meeting(self, plan_id: str, meeting_id: str, locale: str, day: date) -> MeetingParts:
        """One meeting of a plan with its steps. Raises NotFound."""
        return await self.database.read(meeting_parts, plan_id, meeting_id, locale, day)

    async def away_rows(self, plan_id: str, locale: str) -> tuple[list[AwayRow], list[AwayRow]]:
        """The trashed and the dropped steps of a plan."""
        return await self.database.read(away_rows, plan_id, locale)

    async def away_frame(
        self, plan_id: str, locale: str, day: date
    ) -> tuple[list[AwayNote], list[AwayMeeting]]:
        """The removed notes and meetings of a plan."""
        notes = await self.database.read(away_notes, plan_id, locale)
        return notes, await self.database.read(away_meetings, plan_id, locale, day)

    async def history(self, plan_id: str, wanted: Wanted, reader: Reader) -> PastParts:
        """A page of a plan's history."""
        return await self.database.read(past_parts, plan_id, wanted, reader)

    async def history_of_step(self, plan_id: str, step_id: str, reader: Reader) -> tuple[int, list[PastLine]]:
        """The number of a step and its last few Changes. Raises NotFound."""
        return await self.database.read(few_of_step, plan_id, step_id, reader)

    async def plan_rows(self, found: Sequence[FoundPlan], day: date) -> list[PlanRow]:
        """Plans with their counts."""
        return await self.database.read(plan_rows, found, day)

    async def agenda(self, participant: Participant, locale: str, day: date) -> Agenda:
        """The participant's plans and what waits for them there."""
        return await self.database.read(agenda, participant, locale, day, self._counts)

    async def sheet(self, plan_id: str, locale: str, day: date) -> PlanSheet | NoSuchFeed:
        """A whole plan as plain views."""
        return await self._shared(
            ("sheet", plan_id, locale, day), lambda: self.database.read(plan_sheet, plan_id, locale, day)
        )

    async def paper_parts(self, plan_id: str) -> Mapping[str, PaperPart]:
        """What paper says of a plan's steps beside their cards."""
        return await self.database.read(paper_parts, plan_id)

    async def _board(
        self, plan_id: str, locale: str, day: date, view: str, hear: Callable[[Grown], object]
    ) -> BoardParts | NoSuchFeed:
        head = await self.database.read(feed_head, plan_id)
        if head is None:
            return NoSuchFeed(f"plan:{plan_id}")
        kept = self._boards.get((plan_id, head.rev, head.epoch, locale, day, view))
        if kept is not None:
            return kept
        parts = await self.database.read(whole_board, self._drawing(view), plan_id, locale, day, hear)
        if isinstance(parts, BoardParts):
            frame = parts.frame
            self._boards.put((plan_id, frame.rev, frame.epoch, locale, day, view), parts)
        return parts

    def _drawing(self, view: str) -> Drawing:
        return self.wall if view == "wall" else self.drawing

    async def _shared(self, key: Hashable, compute: Callable[[], Awaitable[T]]) -> T:
        """Let all who ask for the same thing after the same commit wait for one computation."""
        now = (self._commits, key)
        task = self._under_way.get(now)
        if task is None:
            task = asyncio.ensure_future(compute())
            self._under_way[now] = task
            task.add_done_callback(lambda done: self._under_way.pop(now, None))
        return await asyncio.shield(task)
