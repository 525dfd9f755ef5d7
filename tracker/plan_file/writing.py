"""Writing a plan as a plan file."""

from collections.abc import Iterator, Sequence

from tracker.domain.ownership import OwnerRole
from tracker.domain.party import PartySort
from tracker.plan_file.document import MeetingEntry, PartyEntry, PlanDocument, StepEntry
from tracker.plan_file.name_lists import join_names
from tracker.plan_file.owners import write_owner
from tracker.plan_file.problems import Problems
from tracker.plan_file.settled import settle
from tracker.plan_file.stages import stage_with_kind, stages_of, usual_stages
from tracker.plan_file.steps import with_mark
from tracker.plan_file.tidying import tidy
from tracker.plan_file.vocabulary import HEADINGS, LABELS, MEETING_KEYS, SORTS, STEPS
from tracker.plan_file.yaml_values import yaml_list, yaml_text


def write_plan_file(document: PlanDocument, locale: str | None = None) -> str:
    """The document as a plan file with headings and labels in `locale`, else in its own language.

    Reading it again gives the same canonical values, writing that again the same text.
    Raises Invalid for a text the domain would refuse.
    """
    document = settle(tidy(document), Problems())
    return "\n".join(_Writer(document, locale or document.language).lines()) + "\n"


class _Writer:
    def __init__(self, document: PlanDocument, language: str) -> None:
        self.document = document
        self.language = language
        self.stages = stages_of(document)
        self.shown_stages = document.stages or usual_stages(language)

    def lines(self) -> Iterator[str]:
        yield "---"
        yield from self.front_matter()
        yield "---"
        for key in HEADINGS:
            lines = [*self.steps()] if key == STEPS else [*self.notes(key)]
            if lines:
                yield from ("", f"## {HEADINGS.word(key, self.language)}", "", *lines)

    def front_matter(self) -> Iterator[str]:
        document = self.document
        states = () if document.states == (document.region,) else document.states
        stages = [stage_with_kind(stage, self.language) for stage in document.stages or ()]
        values = {
            "region": yaml_text(document.region),
            "states": yaml_list(states) if states else "",
            "title": yaml_text(document.title),
            "goal": yaml_text(document.goal) if document.goal else "",
            "language": document.language,
            "agreed": document.agreed.isoformat() if document.agreed else "",
            "period": yaml_text(document.period) if document.period else "",
            "contact": yaml_text(document.contact) if document.contact else "",
            "deputy": yaml_text(document.deputy) if document.deputy else "",
            "themes": yaml_list(document.themes) if document.themes else "",
            "parties": yaml_list(map(self.party, document.parties)) if document.parties else "",
            "stages": yaml_list(stages) if stages else "",
        }
        yield from (f"{key}: {value}" for key, value in values.items() if value)
        if document.meeting:
            yield from _meeting(document.meeting)
        if document.meetings:
            yield from _meetings(document.meetings)

    def party(self, party: PartyEntry) -> str:
        """A listed name is a group unless it says more; one that ends with brackets always says it."""
        if party.sort == PartySort.GROUP and not party.name.endswith(")"):
            return party.name
        return f"{party.name} ({SORTS.word(party.sort, self.language)})"

    def notes(self, kind: str) -> Iterator[str]:
        for note in self.document.notes:
            if note.kind == kind:
                yield from _long(f"- {note.text}", "  ")

    def steps(self) -> Iterator[str]:
        for step in self.document.steps:
            yield f"- {_box(step.done)} {with_mark(step.title, step.mark)}"
            for key, value in self.fields(step):
                yield from _long(f"  - {LABELS.word(key, self.language)}: {value}", "    ")
            for check in step.checklist:
                yield f"  - {_box(check.done)} {check.text}"

    def fields(self, step: StepEntry) -> Iterator[tuple[str, str]]:
        values = {
            **{role.value: self.owners(step, role) for role in OwnerRole},
            "deadline": step.deadline,
            "themes": join_names(step.themes),
            "stage": self.stage(step),
            "goal": step.goal,
            "needed": step.needed,
            "text": step.text,
            "result": step.result,
        }
        return ((key, value) for key, value in values.items() if value)

    def owners(self, step: StepEntry, role: OwnerRole) -> str:
        return ", ".join(write_owner(owner, self.language) for owner in step.owners if owner.role == role)

    def stage(self, step: StepEntry) -> str:
        """Only said where it is not what the box says."""
        place = self.stages.place_of(step)
        return "" if place == self.stages.usual_place(step) else self.shown_stages[place].name


def _meeting(meeting: MeetingEntry) -> Iterator[str]:
    said = list(_facts(meeting))
    if [key for key, _ in said] == ["due"]:
        yield f"meeting: {said[0][1]}"
        return
    yield "meeting:"
    yield from (f"  {key}: {words}" for key, words in said)


def _meetings(meetings: Sequence[MeetingEntry]) -> Iterator[str]:
    yield "meetings:"
    for meeting in meetings:
        yield from (
            f"  {' ' if at else '-'} {key}: {words}" for at, (key, words) in enumerate(_facts(meeting))
        )


def _facts(meeting: MeetingEntry) -> Iterator[tuple[str, str]]:
    for key, field in MEETING_KEYS.items():
        if words := getattr(meeting, field):
            yield key, yaml_text(words)


def _box(done: bool) -> str:
    return "[x]" if done else "[ ]"


def _long(text: str, indent: str) -> Iterator[str]:
    """The text's lines, all but the first indented: whatever they begin with, they belong to the item above."""
    first, *rest = text.split("\n")
    yield first
    yield from (indent + line if line else "" for line in rest)
