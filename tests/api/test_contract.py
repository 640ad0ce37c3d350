"""Every operation of the description, called with what it allows and with what it does not.

No answer is a server error and none is undescribed: status, media type, headers and shape. Each
operation is asked for at random and about a case that there is. EHCP_CONTRACT_EXAMPLES says how
many requests each gets; `make contract` sends a hundred.
"""

import os

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.parameters import ParameterLocation
from schemathesis.generation import GenerationMode

from ehcp.api.description import describe

FEW = 1
EXAMPLES = int(os.environ.get("EHCP_CONTRACT_EXAMPLES", str(FEW)))
OPERATIONS = [
    (method, path)
    for path, operations in describe(Flask("ehcp.api"))["paths"].items()
    for method in operations
    if method in {"get", "post", "put", "patch", "delete"}
]
DRAWN = settings(
    max_examples=EXAMPLES,
    stateful_step_count=6,
    deadline=None,
    database=None,
    derandomize=EXAMPLES == FEW,  # by day a red run is about the change
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)
WAITED_FOR = ("after", "Ehcp-After", "wait")
"""What a list or a follower waits for, for some seconds: it has tests of its own."""

load_all_checks()
NOT_HELD = CHECKS.get_by_names(["positive_data_acceptance", "ignored_auth"])
"""What a day or a choice may be follows from the law and from the case: a 422 says so. And
everybody here is signed in, whatever was drawn: the matrix of rights asks without."""
PUT_RIGHT = CHECKS.get_by_names(["negative_data_rejection"])
TOO_LARGE = 413


@pytest.fixture(scope="module")
def schema(app):
    return schemathesis.openapi.from_wsgi("/v1/openapi.json", app)


@pytest.fixture
def there(officer, case, alert):
    """What there is to ask about, and the version that it has."""
    version = officer.get(f"/v1/cases/{case}").headers["ETag"]
    return {"case": case, "alert": alert, "If-Match": version}


def not_held(made, answer, replaced):
    """Return what is not asked of an answer.

    Nothing need be rejected where all that was wrong has been replaced, the token at the least;
    and too much is rejected for that alone.
    """
    wrong = {where for where, how in made.meta.components.items() if how.mode.is_negative}
    rejected = wrong - {ParameterLocation.HEADER} - replaced and answer.status_code != TOO_LARGE
    return NOT_HELD if rejected else NOT_HELD + PUT_RIGHT


def without_waiting(made):
    """Take out of a request what it would be waited for; return where that was the query."""
    for name in WAITED_FOR:
        (made.headers or {}).pop(name, None)
    popped = [(made.query or {}).pop(name, None) for name in WAITED_FOR]
    return {ParameterLocation.QUERY} if any(found is not None for found in popped) else set()


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
def test_an_operation_answers_as_it_is_described(schema, officer, there, method, path):
    operation = schema[path][method]
    drawn = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @DRAWN
    @given(drawn, st.booleans())
    def hold(made, about_what_there_is):
        replaced = without_waiting(made)
        if about_what_there_is:
            replaced.add(ParameterLocation.PATH)
            made.path_parameters.update(
                {name: there[name] for name in made.path_parameters if name in there}
            )
            if "If-Match" in made.headers:
                made.headers["If-Match"] = there["If-Match"]
        answer = made.call(headers=officer.headers)
        made.validate_response(answer, excluded_checks=not_held(made, answer, replaced))

    hold()


def test_one_operation_after_another_answers_as_it_is_described(schema, officer):
    class Story(schema.as_state_machine()):  # type: ignore[misc]
        def before_call(self, case):
            self.replaced = without_waiting(case)

        def get_call_kwargs(self, case):
            del case
            return {"headers": officer.headers}

        def validate_response(self, response, case, additional_checks=None, **_):
            case.validate_response(
                response,
                additional_checks=additional_checks,
                excluded_checks=not_held(case, response, self.replaced),
                recorder=self.recorder,
            )

    Story.run(settings=DRAWN)
