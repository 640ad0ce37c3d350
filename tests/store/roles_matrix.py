"""Which role may do what to which table, written out. Whoever needs more states it here.

The rows are tables; `*` stands for every read model, a table with a column `authority` that the
projector makes again from the events, and its twin beside it.
"""

R, A, W, D, T = "select", "insert", "update", "delete", "truncate"

READ_MODEL = "*"
TABLES: dict[str, dict[str, set[str]]] = {
    "events": {
        "ehcp_web": {R},
        "ehcp_reader": {R},
        "ehcp_projector": {R},
        "ehcp_auditor": {R},
        "ehcp_worker": {R},
    },
    "looks": {"ehcp_reader": {R}, "ehcp_projector": {R}, "ehcp_auditor": {R}},
    "look_chains": {"ehcp_projector": {R}, "ehcp_auditor": {R}},
    "files": {
        "ehcp_web": {R, A},
        "ehcp_reader": {R},
        "ehcp_sweeper": {R, W, D},
        "ehcp_auditor": {R},
    },
    "documents": {"ehcp_web": {R, A}, "ehcp_reader": {R}, "ehcp_auditor": {R}},
    "uploads": {"ehcp_web": {R, A, W, D}, "ehcp_sweeper": {R, W, D}},
    "upload_parts": {"ehcp_web": {R, A, W, D}, "ehcp_sweeper": {R, W, D}},
    "drafts": {"ehcp_web": {R, A, W, D}, "ehcp_projector": {R, D}},
    "draft_parts": {"ehcp_web": {R, A, W, D}},
    "tracking": {
        "ehcp_reader": {R},
        "ehcp_projector": {R, A, W, D},
        "ehcp_worker": {R, A, W, D},
    },
    READ_MODEL: {
        "ehcp_reader": {R},
        "ehcp_projector": {R, A, W, D, T},
    },
    "alerts_due": {"ehcp_sweeper": {R}},
    "webhooks": {"ehcp_web": {R, A, W}},
    "notices": {"ehcp_web": {R, W}},
    "calendars": {"ehcp_web": {R, A, W}},
    "authorities": {"ehcp_sweeper": {R}},
    "emergencies": {"ehcp_sweeper": {R}},
    "heartbeats": {"ehcp_projector": {R}, "ehcp_sweeper": {R, A, W}},
    "settings": {"ehcp_reader": {R}, "ehcp_projector": {R, A, W}},
    "setting_approvals": {"ehcp_reader": {R}, "ehcp_projector": {R, A, W}},
    "setting_extracts": {"ehcp_reader": {R}, "ehcp_projector": {R, A, W}},
    "invented": {"ehcp_reader": {R}, "ehcp_projector": {R}, "ehcp_generator": {R}},
}

NO_READ_MODEL = {
    "events", "looks", "look_chains", "files", "documents", "uploads", "upload_parts", "drafts",
    "draft_parts",
}  # fmt: skip
"""Tables of authorities that nobody makes again from anything."""

COLUMNS: set[tuple[str, str, str, str]] = {
    ("drafts", "told_on", "ehcp_projector", W),
    ("draft_parts", "authority", "ehcp_projector", R),
    ("draft_parts", "draft_id", "ehcp_projector", R),
    ("draft_parts", "saved_by", "ehcp_projector", R),
    ("events", "authority", "ehcp_sweeper", R),
    ("events", "stream", "ehcp_sweeper", R),
    ("events", "version", "ehcp_sweeper", R),
    ("events", "name", "ehcp_sweeper", R),
    ("alerts_due", "next_on", "ehcp_sweeper", W),
    ("files", "touched_at", "ehcp_web", W),
    ("documents", "authority", "ehcp_sweeper", R),
    ("documents", "sha256", "ehcp_sweeper", R),
    ("alerts_due", "digest", "ehcp_sweeper", W),
}

FUNCTIONS: dict[str, set[str]] = {
    "enter": {"ehcp_web", "ehcp_reader"},
    "add": {"ehcp_web", "ehcp_sweeper"},
    "append": {"ehcp_web", "ehcp_sweeper"},  # as the version before calls it
    "settled": {"ehcp_web"},
    "history": {"ehcp_web"},  # the same
    "since": {"ehcp_web"},
    "look": {"ehcp_web"},
    "record": {"ehcp_worker"},
    "standing": {"ehcp_reader"},
    "least_late": {"ehcp_reader"},
    "most_late": {"ehcp_reader"},
    "search_salt": {"ehcp_reader", "ehcp_projector"},
    "search_plain": {"ehcp_reader", "ehcp_projector"},
    "search_stems": {"ehcp_reader", "ehcp_projector"},
    "search_words": {"ehcp_reader", "ehcp_projector"},
    "search_named": {"ehcp_reader"},
    "search_said": {"ehcp_reader"},
    "search_share": {"ehcp_reader"},
    "search_score": {"ehcp_reader"},
    "search_shown": {"ehcp_reader"},
    "search_asked": {"ehcp_reader"},
    "search_asked_alike": {"ehcp_reader"},
    "swap": {"ehcp_projector"},
    "measure": {"ehcp_projector"},
    "bare": {"ehcp_projector"},
    "dress": {"ehcp_projector"},
    "staging": {"ehcp_importer", "ehcp_generator"},
    "import_staged": {"ehcp_importer"},
    "invent": {"ehcp_generator"},
    "invent_staged": {"ehcp_generator"},
}

ROLES = {
    "ehcp_web", "ehcp_reader", "ehcp_projector", "ehcp_sweeper", "ehcp_auditor", "ehcp_worker",
    "ehcp_importer", "ehcp_generator",
}  # fmt: skip
"""What a login of a process is made a member of. None owns anything."""
