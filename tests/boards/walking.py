"""A random walk over a plan: several people do whatever comes to their minds, some of it refused."""

import random
from collections.abc import Callable

from tests.planning import Planning, set_next_meeting
from tracker.commands import notes, ownerships, parties, plans, reversals, stages, steps
from tracker.domain.note import Note, NoteKind
from tracker.domain.ownership import Ownership
from tracker.domain.participant import Participant
from tracker.domain.party import Party
from tracker.domain.refusals import Refusal
from tracker.domain.step import Step
from tracker.store.plans import stages_of

WORDS = ("im Mai", "voraussichtlich im Juni", "Q3 2026", "bis Jahresende", "irgendwann", "12.03.2027", "")
ROLES = ("lead", "with", "involve")
ANSWERS = ("asked", "accepted", "declined")


class Walk:
    """Does one thing at a time; `refused` counts what was not done."""

    def __init__(self, planning: Planning, seed: int) -> None:
        self.planning, self.random = planning, random.Random(seed)  # noqa: S311 - dice, not secrets
        self.steps: list[str] = []
        self.notes: list[str] = []
        self.refused = 0
        self._turn = 0
        self._parties = [planning.do(parties.add_party, name).value for name in ("Kammer", "Verein")]
        self._themes = [planning.do(parties.add_theme, name).value for name in ("Tools", "Netzwerk")]

    def go(self) -> None:
        """Do something, or have it refused."""
        self._turn += 1
        if not self.steps or self.random.random() < 0.2:
            return self._add()
        try:
            ways = self._ways()
            self.random.choices([way for way, _ in ways], [often for _, often in ways])[0]()
        except Refusal:
            self.refused += 1

    def _ways(self) -> list[tuple[Callable[[], object], int]]:
        return [
            (self._move, 8), (self._edit, 4), (self._deadline, 3), (self._themes_set, 2), (self._owner, 5),
            (lambda: self._do(steps.complete, self._step(), self.random.choice(("", "Gut"))), 2),
            (lambda: self._do(steps.reopen, self._step()), 2),
            (lambda: self._do(steps.drop, self._step(), "fehlt Geld"), 1),
            (lambda: self._do(steps.trash, self._step()), 2),
            (lambda: self._do(steps.restore, self._step()), 4),
            (self._note, 4),
            (lambda: self._do(plans.edit_head, {"goal": f"Ziel {self._turn}"}, None), 1),
            (self._undo, 5), (self._arrange, 3),
            (lambda: self._do(set_next_meeting, "", self.random.choice(WORDS), None), 1),
            (lambda: self._do(parties.add_party, f"Partei {self._turn}"), 1),
            (lambda: self._do(parties.add_theme, f"Thema {self._turn}"), 1),
            (lambda: self._do(parties.remove, Party, self._party()), 1),
        ]  # fmt: skip

    def _do(self, command: Callable[..., object], *args: object) -> object:
        return self.planning.do(command, *args, by=self._somebody()).value

    def _somebody(self) -> Participant:
        people = self.planning.people
        return self.random.choice((people.anna, people.anna, people.bernd, people.emil, people.deniz))

    def _step(self) -> str:
        return self.random.choice(self.steps)

    def _party(self) -> str:
        return str(self.random.choice(self._parties))

    def _stage(self) -> str:
        here = self.planning.database.read_now(stages_of, self.planning.plan_id)
        return self.random.choice([stage.id for stage in here])

    def _arrange(self) -> None:
        way = self.random.randrange(4)
        if way == 0:
            self._do(stages.add, f"Spalte {self._turn}")
        elif way == 1:
            self._do(stages.rename, self._stage(), f"Spalte {self._turn}", None)
        elif way == 2:
            self._do(stages.place, self._stage(), self.random.choice((self._stage(), "")))
        else:
            self._do(stages.trash, self._stage(), self._stage())

    def _add(self) -> None:
        title = f"Schritt {self._turn} <{self.random.randrange(10)}>"
        words = self.random.choice(WORDS)
        self.steps.append(self.planning.do(steps.add, title, self._stage(), words).made)

    def _move(self) -> None:
        self._do(steps.place, self._step(), self._stage(), self.random.choice((self._step(), "")))

    def _edit(self) -> None:
        text = self.random.choice((None, f"Text {self._turn}"))
        self._do(steps.retell, self._step(), f"Titel {self._turn}", text, None)

    def _deadline(self) -> None:
        words = self.random.choice((*WORDS, "bis zum nächsten Treffen"))
        self._do(steps.set_deadline, self._step(), words, None)

    def _themes_set(self) -> None:
        self._do(steps.set_themes, self._step(), self.random.sample(self._themes, self.random.randrange(3)))

    def _owner(self) -> None:
        step_id = self._step()
        named = [one.id for one in self.planning.all(Ownership) if one.step_id == step_id]
        way = self.random.randrange(4 if named else 2)
        if way == 0:
            self._do(ownerships.take, step_id)
        elif way == 1:
            party, role = self.random.choice(self._parties), self.random.choice(ROLES)
            self._do(ownerships.ask, step_id, party, role)
        elif way == 2:
            answer = self.random.choice(ANSWERS)
            self._do(ownerships.answer, step_id, self.random.choice(named), answer)
        else:
            self._do(ownerships.end, step_id, self.random.choice(named))

    def _undo(self) -> None:
        self._do(reversals.undo, max(1, self.planning.rev - self.random.randrange(6)))

    def _note(self) -> None:
        if not self.notes or self.random.random() < 0.4:
            kind = self.random.choice(list(NoteKind))
            self.notes.append(str(self._do(notes.add, kind, f"Karte {self._turn}")))
            return
        note = self.random.choice(self.notes)
        way = self.random.randrange(3)
        if way == 0:
            self._do(notes.rewrite, note, f"Karte {self._turn}", None)
        else:
            self._do((notes.trash, notes.restore)[way - 1], note)


def counts(planning: Planning) -> tuple[int, int]:
    """How many steps and notes there are, also off the board."""
    return len(planning.all(Step)), len(planning.all(Note))
