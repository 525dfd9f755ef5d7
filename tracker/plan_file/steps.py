"""A step of a plan file: a task-list line, and below it a list of what is known about the step."""

import re
from dataclasses import dataclass, field

from tracker.domain.ids import is_id
from tracker.domain.ownership import OwnerRole
from tracker.domain.stage import StageKind
from tracker.domain.typed_text import NAME, TEXT, TITLE
from tracker.plan_file.document import CheckEntry, OwnerEntry, StepEntry
from tracker.plan_file.name_lists import Named, OpenQuote, split_names
from tracker.plan_file.outline import ListItem, list_items
from tracker.plan_file.owners import read_owner
from tracker.plan_file.problems import Problems
from tracker.plan_file.stages import Stages
from tracker.plan_file.vocabulary import LABELS

_LONG_FIELDS = frozenset({"text", "result"})
_LIMITS = {"deadline": TEXT, "stage": TITLE, "goal": TEXT, "needed": TITLE}
_LABEL = 60  # characters; a colon further on belongs to a sentence
_MARK = re.compile(r"\{#([^{}]*)\}\Z")


def read_step(item: ListItem, stages: Stages | None, problems: Problems) -> StepEntry | None:
    """The step of a list item, None when it has no box. Without `stages` any stage is taken."""
    boxed = item.box()
    if boxed is None:
        problems.add(item.line, "no_box", found=item.text)
        return None
    done, words = boxed
    title, mark = split_mark(words)
    if mark is not None:
        title, another = split_mark(title)
        if another is not None or not is_id(mark):
            problems.add(item.line, "bad_mark", found=mark)
    title = problems.one_line(item.line, title, TITLE, missing="no_title")
    below = _Below(item.line, problems)
    for part in list_items(item.below, problems):
        below.read(part)
    return below.step(title, mark, done, stages)


def split_mark(words: str) -> tuple[str, str | None]:
    """A title and its mark; a backslash before the bracket says that it belongs to the title."""
    opened = words.rfind("{#")
    found = _MARK.match(words, opened) if opened >= 0 else None
    if found is None:
        return words, None
    before = words[:opened]
    if before.endswith("\\"):
        return before[:-1] + words[opened:], None
    return before.rstrip(), found[1]


def with_mark(title: str, mark: str | None) -> str:
    """A title and its mark as `split_mark` takes them apart again."""
    opened = title.rfind("{#")
    if opened >= 0 and _MARK.match(title, opened):
        title = f"{title[:opened]}\\{title[opened:]}"
    return f"{title} {{#{mark}}}" if mark else title


@dataclass
class _Below:
    """What stands below a step's line, collected."""

    line: int
    problems: Problems
    texts: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    owners: list[OwnerEntry] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    checklist: list[CheckEntry] = field(default_factory=list)

    def read(self, part: ListItem) -> None:
        if boxed := part.box():
            self.nothing_below(part)
            self.check(part.line, *boxed)
            return
        label, colon, words = part.text[:_LABEL].partition(":")
        key = LABELS.key(label) if colon else None
        if key is None:
            self.problems.add(part.line, "unknown_label", found=label)
        elif key in self.lines:
            self.problems.add(part.line, "label_twice", found=label, first=self.lines[key])
        else:
            self.lines[key] = part.line
            self.field(key, part, (words + part.text[_LABEL:]).strip())

    def field(self, key: str, part: ListItem, words: str) -> None:
        if key in _LONG_FIELDS:
            self.texts[key] = self.problems.long_text(part.line, part.whole_text(words))
            return
        self.nothing_below(part)
        if key in _LIMITS:
            self.texts[key] = self.problems.one_line(part.line, words, _LIMITS[key])
        elif key == "themes":
            names = (
                self.problems.one_line(part.line, named.name, NAME) for named in self.names(part.line, words)
            )
            self.themes += filter(None, names)
        else:
            owners = (
                read_owner(named, OwnerRole(key), part.line, self.problems)
                for named in self.names(part.line, words)
            )
            self.owners += filter(None, owners)

    def names(self, line: int, words: str) -> list[Named]:
        try:
            return list(split_names(self.problems.one_line(line, words, TEXT)))
        except OpenQuote:
            self.problems.add(line, "open_quote")
            return []

    def check(self, line: int, done: bool, words: str) -> None:
        text = self.problems.one_line(line, words, TITLE, missing="empty_check")
        self.checklist.append(CheckEntry(text, done))

    def nothing_below(self, part: ListItem) -> None:
        for line in part.below:
            if not line.blank:
                self.problems.add(line.number, "too_deep", found=line.text.strip())

    def step(self, title: str, mark: str | None, done: bool, stages: Stages | None) -> StepEntry:
        stage, done = self.stage(done, stages)
        result = self.texts.get("result", "")
        if result and not done:
            self.problems.add(self.lines["result"], "result_open")
        return StepEntry(
            title=title,
            text=self.texts.get("text", ""),
            owners=tuple(self.owners),
            deadline=self.texts.get("deadline") or None,
            themes=tuple(self.themes),
            stage=stage,
            goal=self.texts.get("goal", ""),
            needed=self.texts.get("needed", ""),
            checklist=tuple(self.checklist),
            result=result,
            done=done,
            mark=mark,
            line=self.line,
        )

    def stage(self, done: bool, stages: Stages | None) -> tuple[str | None, bool]:
        """The stage's name and whether the step is done: a ticked box counts more than what Stand says."""
        said = self.texts.get("stage")
        if not said or stages is None:
            return None, done
        stage = stages.named(said)
        if stage is None:
            names = ", ".join(entry.name for entry in stages.entries)
            self.problems.add(self.lines["stage"], "unknown_stage", found=said, allowed=names)
            return None, done
        if done and stage.kind != StageKind.DONE:
            self.problems.notice(self.lines["stage"], "done_counts", stage=stage.name)
            return None, done
        return stage.name, stage.kind == StageKind.DONE
