"""The caseload on the command line: whom cases wait for, and who has not been spoken with."""

from tests.domain.ordinary_case import ASSESSED, FINISHED
from tests.projections.histories import projector, record


def test_cases_are_found_by_who_has_to_act_and_put_in_the_order_of_the_last_contact(ehcp, store):
    assessed, finished = (
        str(record(store, *events, authority="E99000001")) for events in (ASSESSED, FINISHED)
    )
    projector(store).catch_up()
    (row,) = ehcp("caseload", "--waiting-on", "adviser", "--json")
    assert row["case_id"] == assessed
    assert "adviser" in {wait["who"] for wait in row["waits"]}
    by_contact = ehcp("caseload", "--order", "last-contact", "--json")
    assert [each["case_id"] for each in by_contact] == [assessed, finished]
    silent = ehcp("caseload", "--no-contact-since", "2025-03-01", "--json")
    assert [each["case_id"] for each in silent] == [assessed]
