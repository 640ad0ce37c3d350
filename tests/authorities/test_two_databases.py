"""Authorities on two servers: each is served from its own, and one that is away stops no other."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from ehcp.api.app import create_app
from ehcp.api.services import Services
from ehcp.application.bank_holidays import england_and_wales
from ehcp.application.cases import Asked, Cases
from ehcp.application.keeping.authorities import Authorities
from ehcp.application.keeping.directory import Directory, Homes
from ehcp.application.keeping.service_accounts import NewKey, NewServiceAccount, ServiceAccounts
from ehcp.application.keeping.users import NewRole, Users
from ehcp.application.rights import Role
from ehcp.domain.users import stream_of_account
from ehcp.projections import queries
from ehcp.projections.projector import Projector
from ehcp.scheduler.work import Work
from ehcp.store.databases import Databases
from ehcp.store.errors import Unavailable, UnknownAuthority
from tests.api.conftest import KEY, REQUEST, Caller, in_role, signed_in, tokens
from tests.authorities.conftest import NOBODY, NORTHERN, OPERATOR, SOUTHERN, TODAY
from tests.projections.histories import record
from tests.scheduler.test_sweep import DUE, REQUESTED
from tests.scheduler.test_work import wait_until


@pytest.fixture
def calling(databases):
    app = create_app(
        Services(
            cases=Cases(databases.store(databases.default), lambda: TODAY),
            homes=Homes(Directory(databases), lambda: TODAY),
            identity=tokens.person,
            calendar=england_and_wales(),
            page_key=KEY,
        )
    )
    for code, name in ((SOUTHERN, "south"), (NORTHERN, "north")):
        in_role(databases.store(name), authority=code)
    return lambda code: Caller(app.test_client(), signed_in(authority=code))


def stored(databases, name):
    with databases.store(name).auditing() as connection:
        found = connection.execute(
            "select authority, stream from ehcp.events where name = 'AssessmentRequested'"
        ).fetchall()
    return {(authority, str(stream)) for authority, stream in found}


def test_commands_of_each_authority_land_where_it_lives(databases, calling):
    in_the_south, in_the_north = calling(SOUTHERN).open(), calling(NORTHERN).open()
    assert stored(databases, "south") == {(SOUTHERN, in_the_south)}
    assert stored(databases, "north") == {(NORTHERN, in_the_north)}
    assert calling(NORTHERN).get(f"/v1/cases/{in_the_north}").status_code == 200
    assert calling(SOUTHERN).get(f"/v1/cases/{in_the_north}").status_code == 404


def test_each_authority_lists_what_is_its_own(databases, calling):
    opened = {code: calling(code).open() for code in (SOUTHERN, NORTHERN)}
    for name in databases.names:
        Projector(databases.store(name), lambda: TODAY).catch_up()
    for code, case in opened.items():
        items = calling(code).get("/v1/cases").get_json()["items"]
        assert [item["case_id"] for item in items] == [case]


def test_an_authority_that_nobody_added_is_not_there(databases, calling):
    assert calling(NOBODY).get("/v1/cases").status_code == 404
    assert calling(NOBODY).post("/v1/cases", REQUEST).status_code == 404
    with pytest.raises(UnknownAuthority, match="authority add E08000001"):
        Directory(databases).home(NOBODY)


def test_a_key_is_looked_for_where_its_authority_lives(databases, calling):
    calling(NORTHERN)
    accounts = ServiceAccounts(databases.store("north"), lambda: TODAY)
    new = NewServiceAccount(account="feed", name="Feed", organisation="Northmere")
    accounts.add(NORTHERN, new, Asked(by=OPERATOR, command_id=uuid4()))
    id_ = stream_of_account(NORTHERN, "feed")
    role = NewRole(role=Role.CASEWORKER)
    asked = Asked(by=OPERATOR, command_id=uuid4())
    Users(databases.store("north"), lambda: TODAY).give(NORTHERN, id_, role, asked)
    asked = Asked(by=OPERATOR, command_id=uuid4())
    key = accounts.make_key(NORTHERN, id_, NewKey(), asked).key
    assert key is not None
    client = calling(NORTHERN).client
    for there, status in ((NORTHERN, 200), (SOUTHERN, 401), (NOBODY, 401)):
        header = {"Authorization": f"Bearer {key.replace(NORTHERN, there)}"}
        assert client.get("/v1/cases", headers=header).status_code == status


def test_one_that_is_added_later_is_found_then(databases):
    directory = Directory(databases)
    with pytest.raises(UnknownAuthority):
        directory.home(NOBODY)
    asked = Asked(by=OPERATOR, command_id=UUID(int=1))
    Authorities(databases.store("north"), lambda: TODAY).add(NOBODY, "Late", "north", asked)
    assert directory.home(NOBODY) == "north"


def test_with_one_server_down_the_others_authority_goes_on_being_served(calling, north):
    for code in (SOUTHERN, NORTHERN):
        calling(code).open()
    north.stop()
    opened = calling(SOUTHERN).open()
    assert calling(SOUTHERN).get(f"/v1/cases/{opened}").status_code == 200
    away = calling(NORTHERN).post("/v1/cases", REQUEST)
    assert away.status_code == 503
    assert "Retry-After" in away.headers
    assert calling(NORTHERN).get("/v1/cases").status_code == 503
    assert calling(SOUTHERN).get("/readyz").status_code == 200
    north.start()
    wait_until(lambda: calling(NORTHERN).get("/v1/cases").status_code == 200)
    assert calling(NORTHERN).open()


def test_who_lives_where_is_found_with_a_server_down_too(databases, urls, north):
    assert databases.names == ("south", "north")
    north.stop()
    with Databases(urls, timeout=1) as just_opened:
        directory = Directory(just_opened)
        assert directory.home(SOUTHERN) == "south"
        for code in (NORTHERN, NOBODY):  # who may live there is not said to be nowhere
            with pytest.raises(Unavailable, match="database north"):
                directory.home(code)


def test_alerts_are_raised_in_each_database_and_while_the_other_is_away(databases, north):
    south, other = databases.store("south"), databases.store("north")
    in_the_south = record(south, REQUESTED, authority=SOUTHERN)
    in_the_north = record(other, REQUESTED, authority=NORTHERN)

    def raised(store, code, case):
        return {alert.stage for alert in queries.alerts_of(store, code, case)}

    def both(today):
        return Work(south, lambda: today, every=1), Work(other, lambda: today, every=1)

    one, two = both(DUE - timedelta(days=28))
    with one, two:
        wait_until(lambda: raised(south, SOUTHERN, in_the_south) == {"28"})
        wait_until(lambda: raised(other, NORTHERN, in_the_north) == {"28"})
    north.stop()
    one, two = both(DUE - timedelta(days=14))
    with one, two:
        wait_until(lambda: raised(south, SOUTHERN, in_the_south) == {"28", "14"})
        north.start()
        wait_until(lambda: raised(other, NORTHERN, in_the_north) == {"28", "14"})
