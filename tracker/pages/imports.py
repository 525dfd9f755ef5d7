"""A table on its way into a plan: choosing it, and the preview of what would be done."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.pages.common import FormView, PathLink, PlanLink


@dataclass(frozen=True, slots=True)
class ImportPage:
    """`imports/new.html`."""

    address: str
    """Of the imports of a plan or region: what is sent goes there."""
    back: str
    into: str
    """The plan's or region's name."""
    is_new: bool
    """Whether a new plan is made of it."""
    path: Sequence[PathLink]
    form: FormView
    problems: Sequence[str] = ()
    """Why plan text could not be read, by line."""
    plan: PlanLink | None = None
    """None for a region."""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ColumnView:
    """A column of the table: what stands above it and in its first rows, and what it is taken for."""

    name: str
    letter: str
    head: str
    sample: str
    key: str


@dataclass(frozen=True, slots=True)
class StageWord:
    """Words that say where steps stand, and the stage they are taken for; empty: asked."""

    name: str
    words: str
    stage: str


@dataclass(frozen=True, slots=True)
class LineView:
    """One step of the table, as it was understood."""

    line: int
    title: str
    facts: Sequence[str]
    choice: str
    choices: Sequence[Option]
    match: str
    """The step that is there already."""
    differs: str
    """What would be changed in it."""
    problems: Sequence[str]
    notices: Sequence[str]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """`imports/preview.html`."""

    address: str
    back: str
    into: str
    is_new: bool
    path: Sequence[PathLink]
    form: FormView
    name: str
    """Of the file; empty when it was pasted."""
    title: str
    language: str
    columns: Sequence[ColumnView]
    meanings: Sequence[Option]
    stage_words: Sequence[StageWord]
    stages: Sequence[str]
    asked_days: Sequence[str]
    day_order: str
    has_matches: bool
    has_broken: bool
    duplicates: str
    skip_broken: bool
    lines: Sequence[LineView]
    more: int
    """Lines that are not shown, because there is nothing to say about them."""
    added: int
    updated: int
    skipped: int
    broken: int
    """Lines that cannot be done as they stand; in none of the figures above."""
    new_names: Sequence[tuple[str, str]]
    """`parties`, `themes` or `goals`, and the names that would be new."""
    notices: Sequence[str]
    still: str
    """What has to be answered before it can be done; empty when nothing."""
    plan: PlanLink | None = None
    """None for a region."""
