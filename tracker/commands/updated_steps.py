"""Steps that a table says something else about: only that is changed; names and themes are added, none taken away."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import col

from tracker.commands.added_steps import Working
from tracker.domain.check import Check, add_check
from tracker.domain.completion import Completion
from tracker.domain.folded_text import FoldedText
from tracker.domain.folding import sort_key
from tracker.domain.order_key import between
from tracker.domain.ownership import Ownership
from tracker.domain.refusals import NotFound
from tracker.domain.step import Step
from tracker.domain.work import Work
from tracker.plan_file.document import StepEntry
from tracker.store.checks import checks_by_step
from tracker.store.steps import load_steps
from tracker.tables.proposal import Proposed

_FOUND_BY = {"title", "text", "needed"}


def update_steps(working: Working, lines: Sequence[Proposed], work: Work) -> None:
    """Change the steps that the lines were matched with. Raises NotFound, Gone, Stopped, what the verbs raise."""
    matched = [line for line in lines if line.match and line.differs]
    if not matched:
        return
    updating = _Updating(working, [line.match.mark or "" for line in matched if line.match])
    for line in work.counted("preparing", matched):
        if line.match:
            updating.update(line.match.mark or "", line.entry, line.differs)
    updating.keep()


class _Updating:
    """Steps that are all loaded at once."""

    def __init__(self, working: Working, ids: Sequence[str]) -> None:
        self.working, self.edit, session = working, working.edit, working.session
        load_steps(session, ids)
        plan_id = working.plan.id
        self.checks, self.themes = checks_by_step(session, plan_id), session.info["themes"]
        self.new: list[Check | Ownership] = []  # further lines may still change them
        self.owners: dict[str, list[Ownership]] = defaultdict(list)
        owners = select(Ownership).where(col(Ownership.plan_id) == plan_id)
        for owner in session.execute(owners.order_by(col(Ownership.asked_at), col(Ownership.id))).scalars():
            self.owners[owner.step_id].append(owner)

    def update(self, step_id: str, entry: StepEntry, differs: Sequence[str]) -> None:
        edit, working = self.edit, self.working
        step = working.session.get(Step, step_id)
        if step is None or step.plan_id != working.plan.id:
            raise NotFound()
        working.touched.add(step.id)
        was_done = step.completion is not None
        said = {key: getattr(entry, key) for key in ("title", "text", "needed") if key in differs}
        texts = {key: said.get(key) or None for key in ("title", "text", "needed")}
        step.retell(edit, texts["title"], texts["text"], None, texts["needed"])
        if "text" in differs:
            self.check(step, entry)
        if "deadline" in differs:
            step.set_deadline(edit, working.deadline(entry.deadline), None)
        if "goal" in differs:
            step.serve(edit, working.goal(entry.goal), None)
        if "stage" in differs:
            step.place(edit, *working.place(entry))
        if "result" in differs:
            step.complete(edit, working.stage(entry), step.order_key, entry.result)
        owners = [owner for owner in entry.owners if owner.role.value in differs]
        asked = working.name_owners(step, self.owners[step.id], owners)
        self.owners[step.id] += asked
        self.new += asked
        if "themes" in differs:
            self.say_themes(step, entry)
        if was_done and step.completion is None:
            working.rows.remove(Completion, "step_id", [step.id])
        if _FOUND_BY & set(differs):
            working.rows.over[FoldedText].append(working.folded(step))

    def check(self, step: Step, entry: StepEntry) -> None:
        """Lines that are new are added, others ticked or not, as the table says."""
        checks = self.checks[step.id]
        known = {sort_key(check.text): check for check in checks}
        for line in entry.checklist:
            if check := known.get(sort_key(line.text)):
                check.tick(self.edit, step, line.done)
                continue
            key = between(checks[-1].order_key if checks else None, None)
            checks.append(add_check(self.edit, step, line.text, key, len(checks), done=line.done))
            self.new.append(checks[-1])

    def say_themes(self, step: Step, entry: StepEntry) -> None:
        was: set[str] = self.themes[step.id]
        said = {self.working.theme(name).id for name in entry.themes}
        self.working.plan.set_themes(self.edit, step, was, was | said)
        self.working.about(step, said - was)
        was |= said

    def keep(self) -> None:
        """The rows of all that was changed, as it stands now."""
        session = self.working.session
        self.working.rows.insert(*self.new)
        changed = [one for one in session.dirty if isinstance(one, Step | Check | Ownership)]
        done = [one for one in (*session.new, *session.dirty) if isinstance(one, Completion)]
        self.working.rows.put_over([*changed, *done])
