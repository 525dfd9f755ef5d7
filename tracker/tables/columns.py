"""The columns of a plan as a table, and the heads under which they are written and found again."""

from tracker.plan_file.vocabulary import Words

COLUMNS = Words(
    {
        "number": {"de": ("Nr.", "Nummer", "lfd. Nr.", "#", "Pos."), "en": ("No.", "Number", "Item")},
        "title": {
            "de": (
                "Maßnahme",
                "Was",
                "Schritt",
                "Aufgabe",
                "Titel",
                "Aktivität",
                "To-do",
                "Massnahmen",
                "Aufgaben",
                "Was ist zu tun",
                "Was tun wir",
                "Was machen wir",
                "Zu tun",
            ),
            "en": (
                "Step",
                "What",
                "Measure",
                "Action",
                "Task",
                "Title",
                "Activity",
                "Action item",
                "To do",
                "What is to be done",
                "What needs to be done",
            ),
        },
        "lead": {
            "de": (
                "Verantwortlich",
                "Wer",
                "Zuständig",
                "Zuständigkeit",
                "Verantwortliche",
                "Federführung",
                "Wer macht's",
                "Wer macht das",
                "Wer macht es",
                "Wer macht was",
                "Wer kümmert sich",
                "Wer ist zuständig",
                "Wer ist verantwortlich",
            ),
            "en": ("Owner", "Who", "Responsible", "Lead", "Assigned to", "Who does it", "Who is responsible"),
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
                "Bis zum",
                "Zu erledigen bis",
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
            "de": ("Stand", "Status", "Ampel", "Spalte", "Fortschritt", "Bearbeitungsstand", "Wie weit"),
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
