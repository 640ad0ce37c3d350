"""An extract of the national register: what is read, and what is refused with its line."""

from datetime import date

import pytest

from ehcp.application.document import BadFile, Problem
from ehcp.application.register.extract import read
from ehcp.application.register.setting import KINDS
from ehcp.cli.demo.command import SETTINGS
from ehcp.domain.plan.institution import Category, SettingType
from tests.application.register.extracts import HEADING, line, written


def problems(file):
    with pytest.raises(BadFile) as bad:
        read(file)
    return bad.value.problems


def test_a_line_becomes_a_setting(tmp_path):
    extract = read(written(tmp_path, line(closed="31-08-2024", status="Closed")))
    (found,) = extract.settings
    assert (found.urn, found.ukprn, found.name) == ("100001", "10090001", "Elm Primary")
    assert found.category is Category.MAINTAINED_SCHOOL
    assert found.setting_type is SettingType.MAINSTREAM_SCHOOL
    assert (found.lowest_age, found.highest_age) == (4, 11)
    assert (found.opened_on, found.closed_on) == (date(1998, 9, 1), date(2024, 8, 31))
    assert (found.la_code, found.postcode, found.section_41) == ("999", "ZZ1 1AA", False)
    assert extract.unmapped == ()


@pytest.mark.parametrize(
    ("kind", "approved", "category"),
    [
        ("Voluntary aided school", "", Category.MAINTAINED_SCHOOL),
        ("Local authority nursery school", "", Category.MAINTAINED_NURSERY_SCHOOL),
        ("Academy special converter", "", Category.ACADEMY),
        ("Free schools alternative provision", "", Category.ACADEMY),
        ("Further education", "", Category.FURTHER_EDUCATION),
        ("Non-maintained special school", "", Category.NON_MAINTAINED_SPECIAL_SCHOOL),
        ("Other independent special school", "Approved", Category.SECTION_41_APPROVED),
        ("Other independent special school", "Not approved", Category.INDEPENDENT),
        ("Special post 16 institution", "yes", Category.SECTION_41_APPROVED),
        ("Other independent school", "Not applicable", Category.INDEPENDENT),
        ("Pupil referral unit", "", Category.OTHER),
    ],
)
def test_the_type_of_establishment_says_what_it_is_in_law(tmp_path, kind, approved, category):
    (found,) = read(written(tmp_path, line(kind=kind, approved=approved))).settings
    assert found.category is category


def test_every_category_is_reached_by_some_type():
    reached = {category for category, _ in KINDS.values()} | {Category.SECTION_41_APPROVED}
    assert reached == set(Category)


def test_what_cannot_be_placed_in_the_law_is_kept_and_told_with_its_line(tmp_path):
    extract = read(
        written(
            tmp_path,
            line(),
            line("100002", kind="Children's centre"),
            line("100003", kind="Community school", approved="Approved"),
        )
    )
    assert [found.category for found in extract.settings][1:] == [None, None]
    assert [problem.line for problem in extract.unmapped] == [3, 4]
    assert "Children's centre" in extract.unmapped[0].reason
    assert "approved under section 41" in extract.unmapped[1].reason


def test_the_registers_own_names_of_columns_and_its_encoding_are_read(tmp_path):
    heading = HEADING.replace("TypeOfEstablishment", "TypeOfEstablishment (name)")
    heading = heading.replace("EstablishmentStatus", "EstablishmentStatus (name)")
    file = tmp_path / "register.csv"
    row = line(name="Caf\u00e9 School")
    file.write_bytes(f"{heading}\n{row}\n".encode("cp1252"))
    (found,) = read(file).settings
    assert found.name == "Caf\u00e9 School"


@pytest.mark.parametrize("day", ["01-09-1998", "01/09/1998", "1998-09-01"])
def test_days_are_read_as_the_register_writes_them(tmp_path, day):
    (found,) = read(written(tmp_path, line(opened=day))).settings
    assert found.opened_on == date(1998, 9, 1)


def test_a_number_that_stands_twice_is_told_with_both_lines(tmp_path):
    file = written(tmp_path, line(), line("100002"), line())
    assert problems(file) == (Problem(4, "The URN 100001 stands in line 2 already."),)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (line("ELM"), "The URN must be a number of 5 to 8 digits."),
        (line(name=""), "The name is missing."),
        (line(opened="1998"), "OpenDate cannot be read: '1998'."),
        (line(approved="perhaps"), "Section41Approved cannot be read: 'perhaps'."),
        (line(closed="31-08-1998"), "It closed before it opened."),
        (line().replace(",4,", ",four,"), "StatutoryLowAge cannot be read: 'four'."),
        (line() + ",more", "The line has 14 cells, the heading 13."),
    ],
)
def test_a_line_that_is_wrong_is_told_with_its_reason(tmp_path, wrong, reason):
    assert problems(written(tmp_path, line("100009"), wrong)) == (Problem(3, reason),)


def test_a_name_over_two_lines_does_not_lose_the_count(tmp_path):
    file = written(tmp_path, line(name='"Elm\nPrimary"'), line("ELM"))
    assert [problem.line for problem in problems(file)] == [4]


def test_columns_that_are_missing_are_named(tmp_path):
    file = written(tmp_path, heading="URN,EstablishmentName")
    (problem,) = problems(file)
    assert problem.line == 1
    assert problem.reason.startswith("The file lacks columns: UKPRN, TypeOfEstablishment,")


def test_a_column_that_is_named_twice_is_refused(tmp_path):
    (problem,) = problems(written(tmp_path, line(), heading=HEADING + ",URN"))
    assert problem.reason == "The heading names a column twice: URN."


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"PK\x03\x04\x00\x00", "The file is no CSV: it is not a text."),
        (b"", "The file is no extract of the register"),
        (b"%PDF-1.4 something", "The file is no extract of the register"),
        (f'{HEADING}\n"100001'.encode(), "The file is no CSV"),
        (HEADING.encode(), "The file has a heading and nothing below it."),
    ],
)
def test_what_is_no_extract_is_said_to_be_none(tmp_path, raw, reason):
    file = tmp_path / "other.csv"
    file.write_bytes(raw)
    (problem,) = problems(file)
    assert problem.reason.startswith(reason)


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path):
    (problem,) = problems(tmp_path / "none.csv")
    assert problem.reason == "The file cannot be read: No such file or directory."


def test_the_demo_has_an_extract_of_its_own():
    extract = read(SETTINGS)
    assert len(extract.settings) == 40
    assert {found.category for found in extract.settings} == {*Category, None}
    assert len(extract.unmapped) == 1
