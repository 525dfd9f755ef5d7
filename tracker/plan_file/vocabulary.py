"""The words a plan file is made of, in both languages: grammar, so they stand here and not among the screen texts."""

from collections.abc import Iterator, Mapping

from tracker.domain.folding import fold_wide

Spellings = Mapping[str, tuple[str, ...]]


class Words:
    """Each key has spellings per language; the first one is written, all are read in any file and any case."""

    def __init__(self, spellings: Mapping[str, Spellings]) -> None:
        self._spellings = spellings
        self._keys = {
            spelled: key
            for key, languages in spellings.items()
            for words in languages.values()
            for word in words
            for spelled in (word, plain(word))
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._spellings)

    def key(self, word: str) -> str | None:
        """What the word stands for, None when it is none of these."""
        return self._keys.get(word) or self._keys.get(plain(word))

    def word(self, key: str, language: str) -> str:
        """How the key is written."""
        return self._spellings[key][language][0]

    def words(self, language: str) -> list[str]:
        """All keys as they are written."""
        return [self.word(key, language) for key in self]


def plain(word: str) -> str:
    """A word as it is compared: case, umlaut spelling, blanks and the sign behind it do not count."""
    return " ".join(fold_wide(word).split()).rstrip(" :?.")


STEPS = "steps"

# The order is the order of writing: what the steps come from, the steps, what else was said.
HEADINGS = Words(
    {
        "challenge": {"de": ("Herausforderungen", "Herausforderung"), "en": ("Challenges", "Challenge")},
        "goal": {"de": ("Ziele", "Ziel"), "en": ("Goals", "Goal")},
        STEPS: {"de": ("Schritte", "Maßnahmen"), "en": ("Steps", "Measures")},
        "idea": {"de": ("Ideen", "Idee"), "en": ("Ideas", "Idea")},
        "question": {"de": ("Offene Fragen", "Fragen"), "en": ("Questions", "Open questions")},
        "need": {"de": ("Ich suche", "Wir suchen"), "en": ("Needs", "I need", "We need")},
        "offer": {"de": ("Ich biete", "Wir bieten"), "en": ("Offers", "I offer", "We offer")},
        "wish": {"de": ("Wünsche", "Wunsch"), "en": ("Wishes", "Wish")},
        "parked": {"de": ("Themenspeicher",), "en": ("Parked",)},
    }
)

LABELS = Words(
    {
        "lead": {"de": ("Wer", "Verantwortlich", "Zuständig"), "en": ("Owner", "Who", "Responsible")},
        "with": {"de": ("Mit",), "en": ("With",)},
        "involve": {"de": ("Einzubinden",), "en": ("Involve",)},
        "deadline": {"de": ("Bis wann", "Frist", "Termin"), "en": ("Due", "By when", "Deadline")},
        "themes": {"de": ("Thema", "Themen"), "en": ("Theme", "Themes")},
        "stage": {"de": ("Stand",), "en": ("Stage",)},
        "goal": {"de": ("Ziel",), "en": ("Goal",)},
        "needed": {"de": ("Wir brauchen",), "en": ("Needed", "We need")},
        "text": {"de": ("Bemerkung", "Notiz"), "en": ("Text", "Note")},
        "result": {"de": ("Ergebnis",), "en": ("Result",)},
    }
)

ANSWERS = Words(
    {
        "asked": {"de": ("angefragt",), "en": ("asked",)},
        "accepted": {"de": ("zugesagt",), "en": ("accepted",)},
        "declined": {"de": ("abgesagt",), "en": ("declined",)},
    }
)

SORTS = Words(
    {
        "person": {"de": ("Person",), "en": ("person",)},
        "organisation": {"de": ("Organisation",), "en": ("organisation", "organization")},
        "group": {"de": ("Gruppe",), "en": ("group",)},
    }
)

USUAL_STAGES = Words(
    {
        "gathered": {"de": ("Gesammelt",), "en": ("Gathered", "Collected")},
        "agreed": {"de": ("Vereinbart",), "en": ("Agreed",)},
        "working": {"de": ("In Arbeit",), "en": ("In progress",)},
        "waiting": {"de": ("Wartet auf …", "Wartet"), "en": ("Waiting for …", "Waiting")},
        "done": {"de": ("Erledigt",), "en": ("Done",)},
    }
)

# `actors` is what older files say for parties.
KEYS = {
    "region": "region",
    "states": "states",
    "title": "title",
    "goal": "goal",
    "language": "language",
    "agreed": "agreed",
    "period": "period",
    "contact": "contact",
    "deputy": "deputy",
    "themes": "themes",
    "parties": "parties",
    "actors": "parties",
    "stages": "stages",
    "meeting": "meeting",
    "meetings": "meetings",
}

# what is said of a meeting, by the word that stands for it in the front matter
MEETING_KEYS = {
    "title": "title",
    "due": "deadline",
    "time": "starts",
    "place": "place",
    "link": "link",
    "host": "host",
    "agenda": "agenda",
}
MEETING_FACTS = tuple(field for field in MEETING_KEYS.values() if field != "deadline")
