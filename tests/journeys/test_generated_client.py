"""A client that an ordinary generator makes of the description does a school's part in a review.

It is generated from what is served, and signed in at the demo.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from ehcp.api.description import Described
from ehcp.application.clock import today
from tests.journeys.conftest import Running

NAME = "school_client"


@pytest.fixture(scope="module")
def generated(tmp_path_factory) -> Iterator[None]:
    """The client, made of what is served and ready to be imported."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(Described()())
    generator = Path(sys.executable).parent / "openapi-python-client"
    subprocess.run(  # noqa: S603 - a locked package
        [generator, "generate", "--path", "openapi.json", "--output-path", NAME, "--meta", "none"],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    sys.path.insert(0, str(folder))
    yield
    sys.path.remove(str(folder))


def of(module: str) -> Any:
    """Return a module of the client."""
    return import_module(f"{NAME}.{module}")


def model(name: str) -> Any:
    """Return a shape of the client: `AttendancePart`."""
    return getattr(of("models"), name)


def signed_in(running: Running) -> Any:
    """Return the client, signed in as the demo's school."""
    tokens = (running.folder / "ehcp-data" / "tokens.sh").read_text()
    known = dict(re.findall(r"^(?:export )?(\w+)='?([^'\s]+)'?$", tokens, re.MULTILINE))
    return of("client").AuthenticatedClient(
        base_url=known["URL"], token=known["SCHOOL"], raise_on_unexpected_status=True
    )


@pytest.mark.usefixtures("generated")
def test_it_finds_a_review_fills_the_form_in_and_sends_it(running):
    school = signed_in(running)
    listed, forms = of("api.listed.read_all_reviews"), of("api.forms")
    asked = {"unfinished": model("ReadAllReviewsUnfinished")("true"), "due_within": 90}
    reviews = listed.sync(client=school, **asked).items
    review = next(r for r in reviews if r.state == "invited" and "circulation" in r.lacks)
    about: dict[str, Any] = {"case": UUID(str(review.case_id)), "review": review.place}
    read, save, send = (
        import_module(f"{forms.__name__}.{name}").sync
        for name in ("read_review_form", "save_review_form_attendance", "submit_review_form")
    )

    form = read(client=school, **about)
    assert form.outcomes[0].text
    (part,) = [part for part in form.parts if part.part == "attendance"]
    body = model("AttendancePart")(
        first=today() - timedelta(days=70),
        last=today() - timedelta(days=1),
        sessions=40,
        attended=38,
        authorised_absences=2,
        unauthorised_absences=0,
        suspended_sessions=0,
        part_time_timetable=False,
    )
    saved = save(client=school, **about, body=body, if_match=f'"{part.version}"')
    assert saved.missing == []
    body.attended = 37
    stale = save(client=school, **about, body=body, if_match=f'"{part.version}"')
    assert stale.status == 412

    what = model("Submitted").from_dict(
        {"on": today().isoformat(), "parts": [{"part": "attendance"}]}
    )
    done = send(client=school, **about, body=what, idempotency_key=str(uuid4()))
    assert done.version == form.version + 1
    sent = [part for part in read(client=school, **about).parts if part.state == "submitted"]
    assert "attendance" in {part.part for part in sent}
