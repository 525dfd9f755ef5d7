"""One plan's story, told through the commands that the app uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.commands import meetings, notes, ownerships, parties, plans, steps
from tracker.demo.relative_days import words_on
from tracker.domain.edit import Edit
from tracker.domain.ownership import Answer, Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import PlanTheme, Theme
from tracker.domain.step import Step
from tracker.store.database import Database
from tracker.store.plans import feed_of, open_plan, stage_of_kind


@dataclass(frozen=True, slots=True)
class Telling:
    """Who tells it where nobody else is named (`by`), and when: `move_on` lets time pass before each command."""

    database: Database
    move_on: Callable[[], None]
    today: date
    actors: Mapping[str, Participant]
    by: Participant
    plan_id: str

    def tell(self, story: Mapping[str, Any]) -> None:
        """All that has happened to the plan."""
        meeting = story["meeting"]
        texts = {name: text for name, text in meeting.items() if name != "words"}
        self.do(self.by, meetings.add, self.words(meeting["words"]), texts)
        if "head" in story:
            head = {field: self.words(text) for field, text in story["head"].items()}
            self.do(self.by, plans.edit_head, head, None)
        for kind, text in story["notes"]:
            self.do(self.by, notes.add, kind, text)
        for step in story["steps"]:
            self.tell_step(step)

    def tell_step(self, told: Mapping[str, Any]) -> None:
        """What has happened to one step, in the order in which it usually does."""
        by = self.actors[told["new"]] if "new" in told else self.by
        step = self.do(by, steps.add, told["title"]) if "new" in told else self.step(told["title"])
        if "text" in told:
            self.do(by, steps.retell, step, None, told["text"], None)
        if "themes" in told:
            self.do(by, steps.set_themes, step, self.database.read_now(self.themes, told["themes"]))
        for name, sort, role, answer in told.get("asked", ()):
            self.ask(by, step, name, sort, role, answer)
        if "taken" in told:
            self.do(self.actors[told["taken"]], ownerships.take, step)
        if "deadline" in told:
            words = self.words(told["deadline"])
            self.do(by, steps.set_deadline, step, words, None, told.get("reason", ""))
        if "stage" in told:
            stage = self.database.read_now(stage_of_kind, self.plan_id, told["stage"])
            self.do(by, steps.place, step, stage.id)
        if "done" in told:
            self.do(self.actors[told["taken"]], steps.complete, step, told["done"])
        if "dropped" in told:
            self.do(by, steps.drop, step, told["dropped"])

    def ask(self, by: Participant, step: str, name: str, sort: str, role: str, answer: str) -> None:
        """Name a party; people answer for themselves, for others the facilitator does."""
        party = self.do(by, parties.add_party, name, sort) if sort else self.do(self.actors[name], _own_party)
        self.do(by, ownerships.ask, step, party, role)
        if answer != Answer.ASKED:
            who = self.by if sort else self.actors[name]
            self.do(who, ownerships.answer, step, self.database.read_now(_ownership, step, party), answer)

    def do(self, by: Participant, command: Callable[..., Any], *values: Any) -> Any:
        """Carry out a command on the plan."""
        self.move_on()

        def on_plan(session: Session, edit: Edit) -> Any:
            return command(session, edit, self.plan_id, *values)

        return self.database.write_now(on_plan, feeds=(feed_of(self.plan_id),), by=by).value

    def words(self, words: str) -> str:
        return words_on(self.today, words)

    def step(self, title: str) -> str:
        with self.database.reading() as session:
            named = select(Step).where(col(Step.plan_id) == self.plan_id, col(Step.title) == title)
            found: Step = session.execute(named).scalars().one()
            return found.id

    def themes(self, session: Session, names: list[str]) -> list[str]:
        shown = select(Theme).join(PlanTheme, col(PlanTheme.theme_id) == Theme.id)
        shown = shown.where(col(PlanTheme.plan_id) == self.plan_id, col(Theme.name).in_(names))
        return [theme.id for theme in session.execute(shown).scalars()]


def _own_party(session: Session, edit: Edit, plan_id: str) -> str:
    return parties.party_of_member(session, edit, open_plan(session, edit, plan_id)).id


def _ownership(session: Session, step: str, party: str) -> str:
    named = select(Ownership).where(col(Ownership.step_id) == step, col(Ownership.party_id) == party)
    found: Ownership = session.execute(named).scalars().one()
    return found.id
