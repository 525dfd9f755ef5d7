"""Documents of every kind for hypothesis: arbitrary texts, and those a Markdown or YAML reader could trip over."""

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

from tracker.domain.ids import ALPHABET, LENGTH
from tracker.domain.note import NoteKind
from tracker.domain.ownership import Answer, OwnerRole
from tracker.domain.party import PartySort
from tracker.domain.refusals import Invalid
from tracker.domain.stage import StageKind
from tracker.domain.typed_text import long_text
from tracker.plan_file.document import (
    CheckEntry,
    MeetingEntry,
    NoteEntry,
    OwnerEntry,
    PartyEntry,
    PlanDocument,
    StageEntry,
    StepEntry,
)

Entry = TypeVar("Entry")

NASTY = (
    *(
        "Wer: Anna",
        "Bemerkung:",
        "- [x] x",
        "[ ] ",
        "## Ziele",
        "---",
        "{#",
        "{#k7m2p9x4wd3h}",
        "\\{#a}",
        "}",
    ),
    *(
        ", ",
        '"',
        "\\",
        '\\"',
        "(zugesagt)",
        " (Organisation)",
        "(Köln)",
        ")",
        "null",
        "~",
        "yes",
        "2026",
        ": ",
    ),
    *(
        " #",
        "&a",
        "*a",
        "!!x",
        "|",
        ">",
        "%",
        "@",
        "`",
        "'",
        "[a, b]",
        "{a: b}",
        "- ",
        "* ",
        "1. ",
        "\t",
        "  ",
    ),
    *(
        "ä",
        "ß",
        "Ü",
        "e\u0301",
        "👩‍👩‍👧",
        "🇩🇪",
        "❤️",
        "\u00a0",
        "\u2028",
        "\r\n",
        "\n",
        "\n\n",
        "\n    - ",
        "\n# ",
    ),
    *(
        "\n- [ ] ",
        "\n---\n",
        "\ufeff",
        "\u200e",
        "\ufffe",
        "\U0010ffff",
        "Erledigt",
        "Done (Erledigt)",
        "KMU",
    ),
)


def _storable(text: str) -> bool:
    try:
        long_text("text", text)
    except Invalid:
        return False
    return True


def texts(most: int) -> st.SearchStrategy[str]:
    """Texts of at most `most` characters that the domain would keep after cleaning."""
    parts = st.one_of(st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"]), max_size=8))
    joined = st.lists(parts, max_size=6).map(lambda found: "".join(found)[:most])
    return joined.filter(_storable)


def titles() -> st.SearchStrategy[str]:
    return texts(60).filter(lambda text: any(sign.isalnum() for sign in text))


names = texts(20)
roles = st.sampled_from(OwnerRole)
sorts = st.sampled_from(PartySort)
owners = st.builds(
    OwnerEntry, names, roles, st.sampled_from(Answer), st.one_of(st.none(), st.just(PartySort.PERSON))
)
checks = st.builds(CheckEntry, texts(30), st.booleans())
marks = st.one_of(st.none(), st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))


def several(entries: st.SearchStrategy[Entry], most: int = 3) -> st.SearchStrategy[tuple[Entry, ...]]:
    return st.lists(entries, max_size=most).map(tuple)


@st.composite
def steps(draw: st.DrawFn, stage_names: tuple[str, ...], themes: tuple[str, ...]) -> StepEntry:
    """A step that stands in one of the stages or does not say."""
    return StepEntry(
        title=draw(titles()),
        text=draw(texts(80)),
        owners=draw(several(owners)),
        deadline=draw(st.one_of(st.none(), texts(30))),
        themes=draw(several(st.one_of(names, st.sampled_from(themes) if themes else names))),
        stage=draw(st.one_of(st.none(), st.sampled_from(stage_names) if stage_names else st.none())),
        goal=draw(texts(40)),
        needed=draw(texts(40)),
        checklist=draw(several(checks)),
        result=draw(texts(80)),
        done=draw(st.booleans()),
        mark=draw(marks),
    )


MEETINGS = st.builds(
    MeetingEntry,
    texts(30),
    st.one_of(st.none(), texts(30)),
    starts=st.sampled_from(["", "18:00", "9 Uhr"]),
    place=texts(30),
    link=st.sampled_from(["", "https://treffen.example/a?b=1#c", "http://x.example/: "]),
    host=texts(30),
    agenda=texts(60),
)


@st.composite
def documents(draw: st.DrawFn) -> PlanDocument:
    """A plan of the domain; no mark stands twice in it."""
    stages = draw(st.one_of(st.none(), several(st.builds(StageEntry, names, st.sampled_from(StageKind)), 5)))
    usual = ("Gesammelt", "Vereinbart", "In progress", "Waiting for …", "Erledigt")
    themes = draw(several(names))
    stage_names = tuple(stage.name for stage in stages) if stages else usual
    found = draw(
        st.lists(steps(stage_names, themes), max_size=4, unique_by=lambda step: step.mark or object())
    )
    return PlanDocument(
        region=draw(titles()),
        title=draw(titles()),
        states=draw(several(names)),
        goal=draw(texts(60)),
        language=draw(st.sampled_from(["de", "en"])),
        agreed=draw(st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2199, 12, 31)))),
        period=draw(texts(30)),
        contact=draw(texts(30)),
        deputy=draw(texts(30)),
        themes=themes,
        parties=draw(several(st.builds(PartyEntry, names, sorts))),
        stages=stages,
        meeting=draw(st.one_of(st.none(), MEETINGS)),
        meetings=draw(several(MEETINGS)),
        notes=draw(several(st.builds(NoteEntry, st.sampled_from(NoteKind), texts(80)))),
        steps=tuple(found),
    )
