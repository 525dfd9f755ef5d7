"""What a table says of steps, worked out by the verbs of the domain into rows: new steps at the end of their stages.

Nothing is written: the session may be a reader's. `updated_steps` does the same with steps that are there.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import Session, col

from tracker.commands.imported_names import KnownNames
from tracker.commands.imported_steps import goal_key, goals_by_text
from tracker.commands.parties import network_of
from tracker.commands.prepared_change import PreparedChange, Relied, Rows
from tracker.commands.shown_names import Shown
from tracker.domain.check import add_check
from tracker.domain.deadline import Deadline
from tracker.domain.deadline_reading import read_deadline
from tracker.domain.edit import Edit
from tracker.domain.folded_text import FoldedText, FoundKind
from tracker.domain.folding import sort_key
from tracker.domain.note import Note, NoteKind, write_note
from tracker.domain.order_key import between, spread
from tracker.domain.ownership import Answer, Ownership, ask
from tracker.domain.party import PLACES, Party, PlanParty, PlanTheme, StepTheme, Theme, name_party, name_theme
from tracker.domain.permissions import Action, may
from tracker.domain.plan import Plan
from tracker.domain.stage import Stage
from tracker.domain.step import Step
from tracker.plan_file.document import OwnerEntry, PlanDocument, StepEntry
from tracker.plan_file.stages import stages_of as entries_of
from tracker.store.plans import next_meeting, stages_of
from tracker.store.search import found_row


class Working:
    """One plan, worked on beside the database. `document` is the plan as the entries were compared with it."""

    def __init__(self, session: Session, edit: Edit, plan: Plan, document: PlanDocument) -> None:
        self.session, self.edit, self.plan = session, edit, plan
        self.reference, self.rows = document.agreed or edit.today, Rows()
        self.network_id, self.first_number = network_of(session, plan), plan.next_number
        self.known = KnownNames(session, self.network_id)
        stages, names = stages_of(session, plan.id), entries_of(document).entries
        self._stages: dict[str, Stage] = {entry.name: one for entry, one in zip(names, stages, strict=True)}
        last = select(col(Step.stage_id), func.max(Step.order_key)).where(col(Step.plan_id) == plan.id)
        rows = session.execute(last.group_by(col(Step.stage_id))).all()
        self._keys: dict[str, str] = {row[0]: row[1] for row in rows}
        self._goals = goals_by_text(goals_of(session, plan.id))
        meeting = next_meeting(session, plan.id, edit.today)
        self._meeting = meeting.deadline if meeting else None
        self._deadlines: dict[str, Deadline | None] = {}
        self._parties, self._themes = Shown(session, plan, PlanParty), Shown(session, plan, PlanTheme)
        self._shown = frozenset(self._parties.ids | self._themes.ids)
        self._used: set[str] = set()  # ids of stages, parties and themes
        self.touched: set[str] = set()  # ids of steps that were there

    def add(self, entry: StepEntry) -> None:
        """A new step."""
        edit, (stage, key) = self.edit, self.place(entry)
        step = self.plan.add_step(edit, entry.title, stage, key, entry.text)
        step.retell(edit, None, None, None, entry.needed)
        if entry.goal:
            step.serve(edit, self.goal(entry.goal), None)
        step.set_deadline(edit, self.deadline(entry.deadline), None)
        checks = [
            add_check(edit, step, line.text, key, others, done=line.done)
            for others, (line, key) in enumerate(
                zip(entry.checklist, spread(len(entry.checklist)), strict=True)
            )
        ]
        owners = self.name_owners(step, [], entry.owners)
        themes = {self.theme(name).id for name in entry.themes}
        self.plan.set_themes(edit, step, set(), themes)
        if entry.done:
            step.complete(edit, stage, key, entry.result)
        self.rows.insert(step, *filter(None, [step.completion]), *checks, *owners)
        self.about(step, themes)
        self.rows.new[FoldedText].append(self.folded(step))

    def place(self, entry: StepEntry) -> tuple[Stage, str]:
        """The stage of an entry, and the key of a place at its end."""
        stage = self.stage(entry)
        self._keys[stage.id] = key = between(self._keys.get(stage.id), None)
        return stage, key

    def stage(self, entry: StepEntry) -> Stage:
        """The stage of an entry."""
        stage = self._stages[entry.stage or ""]
        self._used.add(stage.id)
        return stage

    def deadline(self, words: str | None) -> Deadline | None:
        """What the words mean."""
        # a large table says the same few deadlines over and over
        if words and words not in self._deadlines:
            self._deadlines[words] = read_deadline(words, self.reference, next_meeting=self._meeting)
        return self._deadlines[words] if words else None

    def goal(self, text: str) -> Note:
        """The goal of that text, which becomes one if it is none."""
        key = goal_key(text)
        if key not in self._goals:
            last = max((note.order_key for note in self._goals.values()), default=None)
            self._goals[key] = note = write_note(
                self.edit, self.plan.id, NoteKind.GOAL, text, between(last, None)
            )
            self.rows.insert(note)
            self.rows.new[FoldedText].append(found_row(self.plan.id, FoundKind.NOTE, note.id, note.text))
        return self._goals[key]

    def name_owners(
        self, step: Step, named: list[Ownership], owners: Iterable[OwnerEntry]
    ) -> list[Ownership]:
        """Ask the owners beside those who are `named`: the new ones."""
        new: list[Ownership] = []
        for owner in owners:
            party = self.party(owner)
            one = ask(self.edit, step, [*named, *new], party, owner.role)
            if one is None:
                continue
            if owner.answer != Answer.ASKED and may(self.edit.role, Action.ANSWER_FOR_OTHERS):
                one.reply(self.edit, step, owner.answer, party)
            # owners are shown in the order in which they were asked
            one.asked_at += timedelta(microseconds=len(new))
            new.append(one)
        return new

    def about(self, step: Step, themes: Iterable[str]) -> None:
        """Themes that come to a step."""
        self.rows.new[StepTheme] += [{"step_id": step.id, "theme_id": theme} for theme in sorted(themes)]

    def folded(self, step: Step) -> dict[str, str]:
        """What a search looks through."""
        return found_row(self.plan.id, FoundKind.STEP, step.id, step.title, step.text, step.needed)

    def party(self, owner: OwnerEntry) -> Party:
        """The party of that name, which the plan shows from now on."""
        key = sort_key(owner.name)
        if key not in self.known.parties:
            new = name_party(self.network_id, owner.name, owner.sort or "organisation")
            self.known.parties[key] = new
            self.rows.insert(new)
        party = self.known.parties[key]
        self._used.add(party.id)
        if order_key := self._parties.first_time(party.id):
            self.rows.insert(PlanParty(plan_id=self.plan.id, party_id=party.id, order_key=order_key))
            self.edit.note("party", party.id, "shown", False, True)
        return party

    def theme(self, name: str) -> Theme:
        """The theme of that name, which the plan shows from now on."""
        key = sort_key(name)
        if key not in self.known.themes:
            self.known.themes[key] = name_theme(self.network_id, name)
            self.rows.insert(self.known.themes[key])
        theme = self.known.themes[key]
        self._used.add(theme.id)
        if order_key := self._themes.first_time(theme.id):
            place = (len(self._themes.ids) - 1) % PLACES + 1
            row = PlanTheme(plan_id=self.plan.id, theme_id=theme.id, place=place, order_key=order_key)
            self.rows.insert(row)
            self.edit.note("theme", theme.id, "shown", False, True)
        return theme

    def prepared(self) -> PreparedChange:
        """All of it for the writer."""
        packed, effects = self.rows.packed(self.session.get_bind().dialect, self.edit)
        new, shown = self.rows.new, self._parties.ids | self._themes.ids
        frames = [
            name for name, model in (("parties_rev", PlanParty), ("themes_rev", PlanTheme)) if new[model]
        ]
        follows = any(one and one.next_meeting for one in self._deadlines.values())
        relied = Relied(
            role=self.edit.role,
            network_id=self.network_id,
            stages=frozenset(one.id for one in self._stages.values() if one.id in self._used),
            shown=frozenset(self._shown & self._used),
            newly_shown=frozenset(shown - self._shown),
            new_parties=frozenset(row["name_key"] for row in new[Party]),
            new_themes=frozenset(row["name_key"] for row in new[Theme]),
            steps=frozenset(self.touched),
            follows=follows,
            meeting=self._meeting if follows else None,
        )
        return PreparedChange(
            self.edit.rev, self.first_number, len(new[Step]), relied, tuple(frames), packed, effects
        )


def goals_of(session: Session, plan_id: str) -> Sequence[Note]:
    """The goals a step of the plan can serve."""
    here = select(Note).where(col(Note.plan_id) == plan_id, col(Note.kind) == NoteKind.GOAL)
    here = here.where(col(Note.trashed_at).is_(None)).order_by(col(Note.order_key))
    return session.execute(here).scalars().all()
