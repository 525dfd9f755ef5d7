"""Steps that a table says something else about: only that is changed; names and themes are added, none taken away."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from tracker.commands.added_steps import goals_of
from tracker.commands.imported_steps import goal_key, goals_by_text
from tracker.commands.parties import network_of, show_party, show_theme
from tracker.domain.check import add_check
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.folding import sort_key
from tracker.domain.note import NoteKind, write_note
from tracker.domain.order_key import between
from tracker.domain.ownership import Answer, ask
from tracker.domain.party import Party, PartySort, Theme, name_party, name_theme
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.step import Step
from tracker.plan_file.document import OwnerEntry, PlanDocument, StepEntry
from tracker.plan_file.stages import stages_of as entries_of
from tracker.store.checks import checks_of, key_of_check
from tracker.store.plans import next_meeting, stages_of
from tracker.store.steps import find_step, key_before, owners_of, themes_of, write_themes
from tracker.tables.proposal import Proposed


def update_steps(
    session: Session, edit: Edit, plan: Plan, document: PlanDocument, lines: Sequence[Proposed]
) -> None:
    """Change the steps that the lines were matched with. Raises NotFound, Gone and what the verbs raise."""
    updating = _Updating(session, edit, plan, document)
    for line in lines:
        if line.match and line.differs:
            updating.update(find_step(session, plan.id, line.match.mark or ""), line.entry, line.differs)


class _Updating:
    def __init__(self, session: Session, edit: Edit, plan: Plan, document: PlanDocument) -> None:
        self.session, self.edit, self.plan = session, edit, plan
        self.reference: date = document.agreed or edit.today
        names = entries_of(document).entries
        self.stages = {entry.name: one for entry, one in zip(names, stages_of(session, plan.id), strict=True)}
        meeting = next_meeting(session, plan.id, edit.today)
        self.meeting = meeting.deadline if meeting else None
        self.network_id = network_of(session, plan)

    def update(self, step: Step, entry: StepEntry, differs: Sequence[str]) -> None:
        edit = self.edit
        said = {key: getattr(entry, key) for key in ("title", "text", "needed") if key in differs}
        texts = {key: said.get(key) or None for key in ("title", "text", "needed")}
        step.retell(edit, texts["title"], texts["text"], None, texts["needed"])
        if "text" in differs:
            self.check(step, entry)
        if "deadline" in differs:
            words = entry.deadline or ""
            step.set_deadline(edit, read_deadline(words, self.reference, next_meeting=self.meeting), None)
        if "goal" in differs:
            self.serve(step, entry.goal)
        if "stage" in differs:
            stage = self.stages[entry.stage or ""]
            step.place(edit, stage, key_before(self.session, edit, stage, step.id, ""))
        if "result" in differs:
            step.complete(edit, self.stages[entry.stage or ""], step.order_key, entry.result)
        self.name_owners(step, [owner for owner in entry.owners if owner.role.value in differs])
        if "themes" in differs:
            themes = {self.theme(name).id for name in entry.themes}
            write_themes(self.session, self.plan, edit, step, themes_of(self.session, step.id) | themes)
        self.session.flush()

    def check(self, step: Step, entry: StepEntry) -> None:
        """Lines that are new are added, others ticked or not, as the table says."""
        known = {sort_key(check.text): check for check in checks_of(self.session, step.id)}
        for line in entry.checklist:
            if check := known.get(sort_key(line.text)):
                check.tick(self.edit, step, line.done)
                continue
            key = key_of_check(self.session, self.edit, step, "", "")
            self.session.add(add_check(self.edit, step, line.text, key, len(known), done=line.done))
            self.session.flush()

    def serve(self, step: Step, text: str) -> None:
        goals = goals_of(self.session, self.plan.id)
        goal = goals_by_text(goals).get(goal_key(text))
        if goal is None:
            last = max((note.order_key for note in goals), default=None)
            goal = write_note(self.edit, self.plan.id, NoteKind.GOAL, text, between(last, None))
            self.session.add(goal)
            self.session.flush()
        step.serve(self.edit, goal, None)

    def name_owners(self, step: Step, owners: Iterable[OwnerEntry]) -> None:
        named = list(owners_of(self.session, step.id))
        for owner in owners:
            party = self.party(owner)
            new = ask(self.edit, step, named, party, owner.role)
            if new is None:
                continue
            if owner.answer != Answer.ASKED and may(self.edit.role, Action.ANSWER_FOR_OTHERS):
                new.reply(self.edit, step, owner.answer, party)
            self.session.add(new)
            named.append(new)

    def party(self, owner: OwnerEntry) -> Party:
        known = select(Party).where(
            col(Party.network_id) == self.network_id, col(Party.name_key) == sort_key(owner.name)
        )
        party = self.session.execute(known.order_by(col(Party.id))).scalars().first()
        party = party or name_party(self.network_id, owner.name, owner.sort or PartySort.ORGANISATION)
        shown = show_party(self.session, self.edit, self.plan, party)
        self.session.flush()
        return shown

    def theme(self, name: str) -> Theme:
        known = select(Theme).where(
            col(Theme.network_id) == self.network_id, col(Theme.name_key) == sort_key(name)
        )
        theme = self.session.execute(known.order_by(col(Theme.id))).scalars().first()
        shown = show_theme(self.session, self.edit, self.plan, theme or name_theme(self.network_id, name))
        self.session.flush()
        return shown
