"""A plan with something of everything on it, and one way to carry out each verb there."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.boards import people_scenes
from tests.boards.meeting_scenes import MEETING_VERBS
from tests.boards.people_scenes import claimed, handed_over, put_in_charge
from tests.importing import worked_out
from tests.planning import Planning, set_next_meeting
from tracker.commands import (
    checklists,
    contacts,
    copies,
    erasures,
    follow_ups,
    meetings,
    notes,
    ownerships,
    parties,
    plans,
    reversals,
    stages,
    steps,
    table_imports,
    talk,
)
from tracker.domain.change import Verb
from tracker.domain.follow_up import FollowUp
from tracker.domain.party import Party, Theme
from tracker.domain.step import Step


@dataclass
class Scene:
    """What stands on the plan, by id."""

    planning: Planning
    open: str
    owned: str
    done: str
    trashed: str
    note: str
    trashed_note: str
    party: str
    theme: str
    ownership: str
    check: str
    spare_party: str
    spare_theme: str
    link: str
    comment: str
    meeting: str = ""

    def meet(self, title: str, words: str, **texts: str) -> None:
        """Add the meeting, then change it."""
        said = {"title": title} | texts
        if self.meeting:
            self.planning.do(meetings.rewrite, self.meeting, words, said, None)
        else:
            self.meeting = self.planning.do(meetings.add, words, said).made


def a_scene(planning: Planning) -> Scene:
    """Six steps in four stages, notes, a theme, a party that leads one step, a meeting."""
    planning.do(plans.edit_head, {"goal": "Mehr <Kooperation> & Nähe"}, None)
    planning.do(set_next_meeting, "Folgetreffen", "12.06.2026", None)
    party = planning.do(parties.add_party, "Handwerkskammer Köln").made
    theme = planning.do(parties.add_theme, "Netzwerk").made
    spare = planning.do(parties.add_party, "Von niemandem gebraucht").made
    spare_theme = planning.do(parties.add_theme, "Ohne Schritt").made
    open_step = planning.step("Kick-off <planen>", words="im April 2026")
    owned = planning.step("Betriebe ansprechen", "working", words="voraussichtlich im Mai")
    planning.do(steps.set_themes, owned, [theme])
    ownership = planning.do(ownerships.ask, owned, party, "lead").made
    check = planning.do(checklists.add, owned, "Liste <holen>").made
    link = planning.do(talk.link, owned, "https://example.org", "Der <Link>").made
    comment = planning.do(talk.comment, owned, "Wer <ruft> an?").made
    done, trashed = planning.step("Raum suchen", "agreed"), planning.step("Aus Versehen")
    planning.step("Der letzte")
    planning.do(steps.complete, done, "Aula")
    planning.do(steps.trash, trashed)
    note, trashed_note = (planning.do(notes.add, "goal", text).made for text in ("Mehr\nTreffen", "Weg"))
    planning.do(notes.trash, trashed_note)
    known = (planning, open_step, owned, done, trashed, note, trashed_note, party, theme, ownership)
    return Scene(*known, check, spare, spare_theme, link, comment)


def moved_to(scene: Scene, step: str, stage: str, before: str = "") -> None:
    scene.planning.do(steps.place, step, scene.planning.stages[stage], before)


def renamed(scene: Scene, stage: str, name: str) -> None:
    scene.planning.do(stages.rename, scene.planning.stages[stage], name, None)


def put_before(scene: Scene, stage: str, before: str) -> None:
    scene.planning.do(stages.place, scene.planning.stages[stage], scene.planning.stages[before])


def removed(scene: Scene, stage: str, into: str) -> None:
    scene.planning.do(stages.trash, scene.planning.stages[stage], scene.planning.stages.get(into, ""))


def imported(scene: Scene, text: str) -> None:
    scene.planning.do(table_imports.adopt, *worked_out(scene.planning, text))


def followed_up(scene: Scene) -> None:
    [one] = [one for one in scene.planning.all(FollowUp) if not one.done]
    scene.planning.do(follow_ups.complete, scene.owned, one.id)


def erased(scene: Scene) -> None:
    """Somebody who took a step, ended one and stands in the title of a third."""
    planning = scene.planning
    kim = planning.do(parties.add_party, "Kim <Berg>", "person").made
    planning.do(ownerships.ask, scene.open, kim, "with")
    planning.do(steps.add, "Anruf bei Kim <Berg>")
    planning.do(erasures.erase_party, kim, by=planning.people.emil)


def moved_away(scene: Scene) -> None:
    [step] = [one.id for one in scene.planning.all(Step) if one.title == "Noch einer"]
    scene.planning.move(step, scene.planning.another_plan())


def moved_here(scene: Scene) -> None:
    planning, own = scene.planning, (scene.planning.plan_id, scene.planning.stages)
    planning.enter(planning.another_plan())
    step, here = planning.step("Von <woanders>", "working", "im Mai"), planning.plan_id
    party = planning.do(parties.add_party, "Kammer von woanders").made
    planning.do(ownerships.ask, step, party, "lead")
    planning.plan_id, planning.stages = own
    planning.move(step, own[0], away_from=here)


# the second one also says something of a step that comes with the first
IMPORTS = (
    "Was\tWer\tThema\nAus <Excel>\tNeue Kammer\tNeues & Thema\n",
    "Was\tStand\tZiel\nAus <Excel>\tErledigt\tMehr Ziele\nNoch\t\t\n",
)
CHANGING = (
    "Was\tWer\tBis wann\tStand\tBemerkung\tThema\tErgebnis\n"
    'betriebe ANSPRECHEN\tNeue, Andere\tJuni 2026\terledigt\t"Anruf\n\n- [x] Liste <holen>\n- [ ] Neu"\tNeu\tLief\n'
    "Raum suchen\tNeue (zugesagt)\t\tläuft\t\t\t\n"
)

Do = Callable[[Scene], object]

# in an order in which each finds what it needs
VERBS: list[tuple[Verb, Do]] = [
    (Verb.PLAN_EDITED, lambda on: on.planning.do(plans.edit_head, {"title": "Neu & anders"}, None)),
    (
        Verb.CONTACT_NAMED,
        lambda on: on.planning.do(contacts.name_contacts, {"contact": on.planning.people.bernd.id}),
    ),
    (Verb.VISIBILITY_SET, lambda on: on.planning.do(plans.set_visibility, "public")),
    (Verb.STEP_ADDED, lambda on: on.planning.step("Noch einer", "working", "bis Ende Mai")),
    (Verb.STEP_ADDED, lambda on: on.planning.step("Gleich fertig", "done")),
    (Verb.STEP_EDITED, lambda on: on.planning.do(steps.retell, on.owned, 'Neuer "Titel" <b>', None, None)),
    (Verb.STEP_EDITED, lambda on: on.planning.do(steps.retell, on.owned, None, "Nur der Text", None)),
    (Verb.STEP_EDITED, lambda on: on.planning.do(steps.retell, on.owned, None, None, None, "einen Raum")),
    (Verb.STEP_EDITED, lambda on: on.planning.do(steps.retell, on.owned, None, None, None, None, on.note)),
    (Verb.THEMES_SET, lambda on: on.planning.do(steps.set_themes, on.open, [on.theme])),
    (Verb.THEMES_SET, lambda on: on.planning.do(steps.set_themes, on.owned, [])),
    (Verb.DEADLINE_SET, lambda on: on.planning.do(steps.set_deadline, on.open, "15. Dezember", None)),
    (Verb.DEADLINE_SET, lambda on: on.planning.do(steps.set_deadline, on.open, "<bald>", None)),
    (Verb.DEADLINE_SET, lambda on: on.planning.do(steps.set_deadline, on.open, "", None)),
    (Verb.CHECK_ADDED, lambda on: on.planning.do(checklists.add, on.owned, "Alle & jeden anrufen")),
    (Verb.CHECK_TICKED, lambda on: on.planning.do(checklists.tick, on.owned, on.check)),
    (Verb.CHECK_UNTICKED, lambda on: on.planning.do(checklists.untick, on.owned, on.check)),
    (Verb.CHECK_EDITED, lambda on: on.planning.do(checklists.rename, on.owned, on.check, "Neu", None)),
    (Verb.CHECK_EDITED, lambda on: on.planning.do(checklists.place, on.owned, on.check)),
    (Verb.CHECK_REMOVED, lambda on: on.planning.do(checklists.remove, on.owned, on.check)),
    (Verb.STEP_COPIED, lambda on: on.planning.do(copies.copy, on.owned)),
    (Verb.STEP_SPLIT, lambda on: on.planning.do(copies.split, on.owned, [on.party], [])),
    (Verb.STEP_ARRIVED, moved_here),
    (Verb.STEP_LEFT, moved_away),
    (Verb.FOLLOW_UP_AGREED, lambda on: on.planning.do(follow_ups.agree, on.owned, on.party, on.party)),
    (Verb.FOLLOW_UP_DONE, followed_up),
    (Verb.LINK_ADDED, lambda on: on.planning.do(talk.link, on.owned, "https://example.org/a?b&c")),
    (Verb.LINK_EDITED, lambda on: on.planning.do(talk.rewrite_link, on.owned, on.link, None, "Neu", None)),
    (Verb.LINK_REMOVED, lambda on: on.planning.do(talk.remove_link, on.owned, on.link)),
    (Verb.COMMENT_ADDED, lambda on: on.planning.do(talk.comment, on.owned, "Ich & du")),
    (Verb.COMMENT_EDITED, lambda on: on.planning.do(talk.rewrite_comment, on.owned, on.comment, "Wir", None)),
    (Verb.COMMENT_REMOVED, lambda on: on.planning.do(talk.remove_comment, on.owned, on.comment)),
    (Verb.OWNER_ASKED, lambda on: on.planning.do(ownerships.ask, on.open, on.party, "involve")),
    (Verb.STEP_TAKEN, lambda on: on.planning.do(ownerships.take, on.open)),
    (Verb.STEP_TAKEN, lambda on: on.planning.do(ownerships.take, on.owned, by=on.planning.people.bernd)),
    (Verb.OWNER_ANSWERED, lambda on: on.planning.do(ownerships.answer, on.owned, on.ownership, "accepted")),
    (Verb.OWNER_ANSWERED, lambda on: on.planning.do(ownerships.answer, on.owned, on.ownership, "declined")),
    (
        Verb.OWNER_ANSWERED,
        lambda on: on.planning.do(ownerships.answer, on.owned, on.ownership, "accepted", "phone"),
    ),
    (Verb.OWNER_ANSWERED, lambda on: on.planning.do(ownerships.answer, on.owned, on.ownership, "asked")),
    (Verb.OWNER_IN_CHARGE, put_in_charge),
    (Verb.HANDED_OVER, handed_over),
    (Verb.GUEST_CLAIMED, claimed),
    (Verb.NAME_CHANGED, people_scenes.renamed),
    (Verb.OWNER_ENDED, lambda on: on.planning.do(ownerships.end, on.owned, on.ownership)),
    (Verb.STEP_PLACED, lambda on: moved_to(on, on.open, "gathered")),
    (Verb.STEP_PLACED, lambda on: moved_to(on, on.open, "waiting")),
    (Verb.STEP_PLACED, lambda on: moved_to(on, on.open, "working", on.owned)),
    (Verb.STEP_PLACED, lambda on: moved_to(on, on.owned, "done")),
    (Verb.STEP_PLACED, lambda on: moved_to(on, on.done, "working", on.open)),
    (Verb.STEP_COMPLETED, lambda on: on.planning.do(steps.complete, on.done, "40 <waren> da")),
    (Verb.STEP_COMPLETED, lambda on: on.planning.do(steps.complete, on.done, "50 waren da")),
    (Verb.STEP_REOPENED, lambda on: on.planning.do(steps.reopen, on.done)),
    (Verb.STEP_DROPPED, lambda on: on.planning.do(steps.drop, on.open, "fehlt Geld")),
    (Verb.STEP_RESTORED, lambda on: on.planning.do(steps.restore, on.open)),
    (Verb.STEP_TRASHED, lambda on: on.planning.do(steps.trash, on.owned)),
    (Verb.STEP_RESTORED, lambda on: on.planning.do(steps.restore, on.trashed)),
    (Verb.NOTE_ADDED, lambda on: on.planning.do(notes.add, "idea", "Eine <Idee>")),
    (Verb.NOTE_EDITED, lambda on: on.planning.do(notes.rewrite, on.note, "Viel mehr Treffen", None)),
    (Verb.NOTE_TRASHED, lambda on: on.planning.do(notes.trash, on.note)),
    (Verb.NOTE_RESTORED, lambda on: on.planning.do(notes.restore, on.trashed_note)),
    (Verb.NOTE_TAKEN_UP, lambda on: on.planning.do(notes.take_up, on.trashed_note)),
    (Verb.PARTY_ADDED, lambda on: on.planning.do(parties.add_party, "Volkshochschule")),
    (Verb.PARTY_RENAMED, lambda on: on.planning.do(parties.rename, Party, on.party, "HWK <Köln>")),
    (Verb.PARTY_REMOVED, lambda on: on.planning.do(parties.remove, Party, on.spare_party)),
    (Verb.THEME_RENAMED, lambda on: on.planning.do(parties.rename, Theme, on.theme, "Netz & Werk")),
    (Verb.THEME_REMOVED, lambda on: on.planning.do(parties.remove, Theme, on.spare_theme)),
    (Verb.THEME_ADDED, lambda on: on.planning.do(parties.add_theme, "Engagement & Ehrenamt")),
    *MEETING_VERBS,
    (Verb.STAGE_ADDED, lambda on: on.planning.do(stages.add, "Beim <Amt>")),
    (Verb.STAGE_RENAMED, lambda on: renamed(on, "waiting", "Hängt & wartet")),
    (Verb.STAGE_PLACED, lambda on: put_before(on, "waiting", "gathered")),
    (Verb.STAGE_TRASHED, lambda on: removed(on, "gathered", "done")),
    (Verb.STAGE_TRASHED, lambda on: removed(on, "agreed", "working")),
    (Verb.STAGE_TRASHED, lambda on: removed(on, "waiting", "")),
    (Verb.PERSON_ERASED, erased),
    (Verb.PERSON_ERASED, people_scenes.member_erased),
    (Verb.STEPS_IMPORTED, lambda on: imported(on, IMPORTS[0])),
    (Verb.STEPS_IMPORTED, lambda on: imported(on, IMPORTS[1])),
    (Verb.CHANGE_REVERSED, lambda on: on.planning.do(reversals.undo, on.planning.rev)),
    (Verb.CHANGE_REVERSED, lambda on: on.planning.do(reversals.undo, on.planning.rev)),
]
