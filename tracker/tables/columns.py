"""The columns of a plan as a table, and the heads under which they are written and found again."""

from tracker.plan_file.vocabulary import Words

COLUMNS = Words(
    {
        "number": {"de": ("Nr.", "Nummer", "lfd. Nr.", "#", "Pos."), "en": ("No.", "Number", "Item")},
        "title": {
            "de": ("Maßnahme", "Was", "Schritt", "Aufgabe", "Titel", "Aktivität", "To-do", "Massnahmen"),
            "en": ("Step", "What", "Measure", "Action", "Task", "Title", "Activity"),
        },
        "lead": {
            "de": ("Verantwortlich", "Wer", "Zuständig", "Zuständigkeit", "Verantwortliche", "Federführung"),
            "en": ("Owner", "Who", "Responsible", "Lead", "Assigned to"),
        },
        "with": {
            "de": ("Mitwirkende", "Mit", "Beteiligte", "Partner", "Unterstützung", "mit wem"),
            "en": ("With", "Partners", "Support", "Contributors"),
        },
        "involve": {"de": ("Einzubinden", "einbinden"), "en": ("Involve", "To involve", "Consult")},
        "deadline": {
            "de": (
                "Bis wann",
                "Bis",
                "Frist",
                "Termin",
                "Wann",
                "Zeitrahmen",
                "Zeitraum",
                "Fällig",
                "Fällig am",
                "Datum",
            ),
            "en": ("Due", "By when", "Deadline", "When", "Due date", "Date", "Timeframe"),
        },
        "stage": {
            "de": ("Stand", "Status", "Ampel", "Spalte", "Fortschritt"),
            "en": ("Stage", "Status", "State", "Progress"),
        },
        "themes": {
            "de": ("Thema", "Themen", "Handlungsfeld", "Bereich"),
            "en": ("Theme", "Themes", "Topic", "Area"),
        },
        "goal": {"de": ("Ziel", "Ziele"), "en": ("Goal", "Goals", "Objective")},
        "needed": {
            "de": ("Wir brauchen", "Was wir dafür brauchen", "Bedarf", "Ressourcen"),
            "en": ("Needed", "We need", "Resources"),
        },
        "text": {
            "de": ("Bemerkung", "Bemerkungen", "Notiz", "Notizen", "Beschreibung", "Anmerkung", "Kommentar"),
            "en": ("Note", "Notes", "Remarks", "Text", "Description", "Comment", "Comments"),
        },
        "result": {"de": ("Ergebnis", "Ergebnisse"), "en": ("Result", "Results", "Outcome")},
    }
)
