"""The front matter of a plan file: what stands above the first heading."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.meeting import MOST_MEETINGS, clean_fact
from tracker.domain.member import ADDRESS_LIMIT, LANGUAGES
from tracker.domain.party import PartySort
from tracker.domain.refusals import Invalid
from tracker.domain.typed_text import NAME, STAGE_NAME, TEXT, TITLE
from tracker.plan_file.document import MeetingEntry, StageEntry
from tracker.plan_file.name_lists import last_bracket
from tracker.plan_file.parties import PartyMention
from tracker.plan_file.problems import Problems
from tracker.plan_file.stages import stages_named
from tracker.plan_file.vocabulary import KEYS, MEETING_KEYS, SORTS
from tracker.plan_file.yaml_values import Value, read_values

MOST_STAGES = 30
_LONGEST = 1_000_000  # characters: 10,000 parties with long names
_FENCE = "---"
_ISO = re.compile(r"(?:19|20|21)\d\d-\d\d-\d\d")
_LINE_SIGNS = str.maketrans("\u2028\u2029", "  ")  # line ends for YAML only: they would shift the numbers


@dataclass
class FrontMatter:
    """The front matter's values; empty where nothing was said. `body_at` is the line behind it, from 0."""

    body_at: int = 0
    readable: bool = False
    region: str = ""
    title: str = ""
    states: tuple[str, ...] = ()
    goal: str = ""
    language: str = LANGUAGES[0]
    agreed: date | None = None
    period: str = ""
    contact: str = ""
    deputy: str = ""
    themes: tuple[str, ...] = ()
    parties: list[PartyMention] = field(default_factory=list)
    stages: tuple[StageEntry, ...] | None = None
    meeting: MeetingEntry | None = None
    meetings: tuple[MeetingEntry, ...] = ()


def read_front_matter(lines: list[str], problems: Problems) -> FrontMatter:
    """Read the front matter at the beginning of `lines`, noting its problems."""
    opened = next((at for at, line in enumerate(lines) if line.strip()), 0)
    if lines[opened].rstrip() != _FENCE:
        problems.add(opened + 1, "no_front_matter")
        return FrontMatter()
    closed = next((at for at in range(opened + 1, len(lines)) if lines[at].rstrip() == _FENCE), None)
    if closed is None:
        problems.refuse(opened + 1, "front_matter_open")
    inside = lines[opened + 1 : closed]
    if sum(map(len, inside)) > _LONGEST:
        problems.refuse(opened + 1, "front_matter_too_long", limit=_LONGEST)
    values = read_values("\n".join(inside).translate(_LINE_SIGNS), opened + 2, problems)
    if values is None:
        return FrontMatter(body_at=closed + 1)
    return _Reader(_known(values, problems), opened + 1, problems).read(closed + 1)


def _known(values: Mapping[str, Value], problems: Problems) -> dict[str, Value]:
    known: dict[str, Value] = {}
    for key, value in values.items():
        meant = KEYS.get(key)
        if meant is None:
            problems.add(value.line, "unknown_key", key=key)
        elif meant in known:
            problems.add(value.line, "key_twice", key=key)
        else:
            known[meant] = value
    return known


@dataclass
class _Reader:
    values: Mapping[str, Value]
    line: int
    problems: Problems

    def read(self, body_at: int) -> FrontMatter:
        return FrontMatter(
            body_at=body_at,
            readable=True,
            region=self.required("region", NAME),
            title=self.required("title", TITLE),
            states=tuple(dict.fromkeys(name for _, name in self.names("states", NAME))),
            goal=self.text("goal", TITLE),
            language=self.language(),
            agreed=self.day("agreed"),
            period=self.text("period", TITLE),
            contact=self.text("contact", ADDRESS_LIMIT),
            deputy=self.text("deputy", ADDRESS_LIMIT),
            themes=tuple(name for _, name in self.names("themes", NAME)),
            parties=list(self.parties()),
            stages=self.stages(),
            meeting=self.meeting(self.values.get("meeting")),
            meetings=tuple(self.meetings()),
        )

    def required(self, key: str, limit: int) -> str:
        if key not in self.values or self.values[key].content in (None, ""):
            self.problems.add(self.line, "key_missing", key=key)
        return self.text(key, limit)

    def text(self, key: str, limit: int) -> str:
        return self.text_of(key, self.values.get(key), limit)

    def text_of(self, key: str, value: Value | None, limit: int) -> str:
        if value is None or value.content is None:
            return ""
        if not isinstance(value.content, str):
            self.problems.add(value.line, "not_a_text", key=key)
            return ""
        return self.problems.one_line(value.line, value.content, limit)

    def names(self, key: str, limit: int) -> Iterator[tuple[int, str]]:
        value = self.values.get(key)
        if value is None or value.content is None:
            return
        if not isinstance(value.content, list):
            self.problems.add(value.line, "not_a_list", key=key)
            return
        for entry in value.content:
            if name := self.text_of(key, entry, limit):
                yield entry.line, name

    def language(self) -> str:
        said = self.text("language", NAME)
        if said and said not in LANGUAGES:
            self.problems.add(self.values["language"].line, "unknown_language", found=said)
        return said if said in LANGUAGES else LANGUAGES[0]

    def day(self, key: str) -> date | None:
        said = self.text(key, NAME)
        if not said:
            return None
        try:
            return date.fromisoformat(_ISO.fullmatch(said)[0])  # type: ignore[index]
        except (TypeError, ValueError):
            self.problems.add(self.values[key].line, "not_a_day", key=key, found=said)
            return None

    def parties(self) -> Iterator[PartyMention]:
        for line, said in self.names("parties", NAME + len(" (Organisation)")):
            bracket = last_bracket(said)
            sort = SORTS.key(bracket[1]) if bracket else None
            name = bracket[0] if bracket and sort else said
            if bracket and (sort is None or not name):
                self.problems.add(line, "unknown_sort", found=bracket[1])
            elif clean := self.problems.one_line(line, name, NAME):
                yield PartyMention(clean, PartySort(sort) if sort else None, line, listed=True)

    def stages(self) -> tuple[StageEntry, ...] | None:
        names = list(self.names("stages", STAGE_NAME + len(" (Wartet auf …)")))
        stages = stages_named(name for _, name in names)
        if len(names) > MOST_STAGES:
            self.problems.add(names[MOST_STAGES][0], "too_many_stages", limit=MOST_STAGES)
        for (line, _), stage in zip(names, stages or (), strict=False):
            self.problems.one_line(line, stage.name, STAGE_NAME)
        return stages

    def meetings(self) -> Iterator[MeetingEntry]:
        value = self.values.get("meetings")
        if value is None or value.content is None:
            return
        if not isinstance(value.content, list):
            self.problems.add(value.line, "not_a_list", key="meetings")
            return
        if len(value.content) >= MOST_MEETINGS:
            self.problems.add(value.line, "too_many_meetings", limit=MOST_MEETINGS)
            return
        for entry in value.content:
            if meeting := self.meeting(entry):
                yield meeting

    def meeting(self, value: Value | None) -> MeetingEntry | None:
        """What is said of one; a text alone is its day."""
        if value is None:
            return None
        if not isinstance(value.content, dict):
            words = self.text_of("meeting", value, TEXT)
            return MeetingEntry(deadline=words) if words else None
        for key, entry in value.content.items():
            if key not in MEETING_KEYS:
                self.problems.add(entry.line, "unknown_meeting_key", key=key)
        said = {field: self.fact(field, value.content.get(key)) for key, field in MEETING_KEYS.items()}
        day = said.pop("deadline") or None
        hour = next(
            (entry.line for key, entry in value.content.items() if MEETING_KEYS.get(key) == "starts"), None
        )
        return MeetingEntry(deadline=day, line=hour, **said) if day or any(said.values()) else None

    def fact(self, field: str, value: Value | None) -> str:
        if value is None or value.content is None:
            return ""
        if field == "deadline" or not isinstance(value.content, str):
            return self.text_of(field, value, TEXT)
        try:
            return clean_fact(field, value.content)
        except Invalid as refused:
            self.problems.add(value.line, refused.reason, **refused.values)
            return ""
