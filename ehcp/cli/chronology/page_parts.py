"""What the page of chronology files says, row by row, of what the code only names."""

from collections.abc import Mapping

from ehcp.domain.deadlines.deadline import Status

QUALIFIER: Mapping[str, str] = {
    "ordered": "what was ordered, or agreed or left unopposed in the place of an order",
    "route": "how a refusal, or a decision that no plan is needed, came to be dropped",
    "decision": "what the review came to",
    "phase": "which change of phase it is",
    "year": "the year of the change",
    "kind": "which kind: of advice the letter of SI 2014/1530 reg 6(1), as the file has it",
    "from_body": "who was asked, or answered",
    "ground": "on which ground",
    "limits": "for which time limits, by their ids: a list",
    "from": "the first day of it",
    "to": "the last day of it",
    "moves_on": "the day of the move, as it was told then",
    "accepted": "`true` or `false`: whether it was accepted. Left out: nobody has said",
    "partly": "`true`: not all of it, so that nothing is ended yet",
    "consultee": "who was consulted",
}
"""What each key says that only some events have."""

WARNING: Mapping[str, str] = {
    "unknown-key": "a key that was not read: nobody knows it (`child.dob`, `offset.aprox`: within"
    " the child, within an offset), its event does not have it, or it says nothing beside the"
    " others, as an `offset` beside a `date`",
    "unknown-event": "an event that is not in the list: it is kept as a note on the timeline",
    "assumed": "a key that was needed and is not there (`ordered`, `route`, `phase`, `decision`):"
    " what it would say was worked out from the rest",
    "no-start": "an event that may start or end a limit, and did neither",
    "after-today": "an event on a day that has not come: it is left out until then",
    "another-case": "an import only: the authority has another case of this child, whose id is"
    " the `name`; both are kept",
}
"""What each code of a warning says."""

STATUS: Mapping[Status, str] = {
    Status.MET: "done on the last day or before it; of a time that must pass first: done after it",
    Status.MISSED: "done after the last day, or taken away when that was over; of a time that must"
    " pass first: done before its end; of what must come before something: done after that",
    Status.OUTSTANDING: "not done, and the last day is over",
    Status.NOT_DUE: "not done, and the last day is not over",
    Status.EXCUSED: "missed or outstanding, and an exception that was accepted lifts the limit",
    Status.DISAPPLIED: "nothing is owed: something else took the duty away in time, or it was a"
    " right that nobody used",
    Status.UNDETERMINED: "it depends on a day, or on something else, that the file does not say",
    Status.NO_LIMIT: "the law gives no number of days",
}
"""What each status says."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "The request": ("opening", "request"),
    "The assessment": ("assessment",),
    "The draft, and which setting": ("draft", "naming"),
    "The plan, and what the child has of it": ("plan", "placement", "outcome"),
    "Personal budgets and direct payments": ("personal_budget", "direct_payment"),
    "Reviews and changes of phase": ("review_meeting", "review_contribution", "review"),
    "Amending and assessing again": ("amendment", "reassessment"),
    "Mediation": ("mediation",),
    "Appeals and orders": ("appeal", "order", "onward"),
    "Ceasing": ("ceasing",),
    "Moves, and a change of the body that pays": ("transfer", "commissioning"),
    "Detention": ("detention",),
    "People, notices and disclosure": ("people", "capacity", "notice", "disclosure", "linking"),
    "Complaints and courts": ("complaint", "money"),
    "Exceptions, days given, and other facts": ("record",),
    "Of the program itself; no file needs them": (
        "alert", "authority", "users", "emergency", "proposals", "reading",
    ),
}  # fmt: skip
"""The modules of events, in the order of the process."""
