"""What is read out of a command's source, held against commands that are known."""

from ehcp.domain.commands.assessment import advice
from ehcp.domain.commands.ending import cease_grounds
from ehcp.domain.commands.request import decision, request
from ehcp.domain.tracing.reach import reaches

REACH = {reach.command: reach for reach in reaches()}


def test_a_refusal_in_the_command_itself_is_found():
    assert decision.TEST_MET in REACH["refuse-to-assess"].refusals
    assert decision.TEST_MET not in REACH["agree-to-assess"].refusals


def test_a_refusal_in_a_method_of_the_command_is_found():
    assert decision.HOW_DROPPED in REACH["agree-to-assess"].refusals


def test_a_refusal_in_a_function_of_another_module_is_found():
    assert advice.ADVICE_NOT_SOUGHT in REACH["decide-no-plan"].refusals


def test_a_refusal_in_a_table_is_found():
    assert cease_grounds.AGE_ALONE in REACH["decide-to-cease"].refusals


def test_a_warning_is_found_where_it_is_given():
    assert request.FORM_INCOMPLETE in REACH["request-assessment"].cautions
    assert request.FORM_INCOMPLETE not in REACH["bring-to-attention"].cautions


def test_an_event_counts_for_the_command_that_makes_it_and_not_for_one_that_asks_for_it():
    assert REACH["withdraw-request"].events == ("request-withdrawn",)
    assert "family-consulted" not in REACH["agree-to-assess"].events


def test_an_event_that_is_chosen_between_two_is_found():
    assert set(REACH["record-permission-decision"].events) == {
        "permission-to-appeal-given",
        "permission-to-appeal-refused",
    }


def test_every_command_records_something():
    restates = {"correct-entry"}
    assert {name for name, reach in REACH.items() if not reach.events} - restates == set()
