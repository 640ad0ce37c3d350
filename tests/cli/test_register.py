"""`ehcp settings`: an extract taken in, and settings found."""

from ehcp.cli.demo.command import SETTINGS
from tests.application.register.extracts import HEADING, line, written


def test_an_extract_is_taken_in_and_again_without_a_change(ehcp):
    first = ehcp("settings", "import", SETTINGS, "--as-of", "2026-11-02", "--json")
    assert (first["added"], first["changed"], first["unchanged"]) == (40, 0, 0)
    (unmapped,) = first["unmapped"]
    assert unmapped["line"] == 41
    again = ehcp("settings", "import", SETTINGS, "--as-of", "2026-11-02", "--json")
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 40)
    told = ehcp("settings", "import", SETTINGS, "--as-of", "2026-11-03")
    assert "0 added, 0 changed, 40 as before." in told


def test_a_bad_file_is_told_line_by_line_and_nothing_is_taken(ehcp, tmp_path):
    file = written(tmp_path, line(), line("ELM"), line())
    told = ehcp("settings", "import", file, status=1)
    assert f"{file}:3: The URN must be a number of 5 to 8 digits." in told
    assert f"{file}:4: The URN 100001 stands in line 2 already." in told
    assert "Nothing was taken." in told
    errors = ehcp("settings", "import", file, "--json", status=1)["errors"]
    assert [error["line"] for error in errors] == [3, 4]
    assert ehcp("settings", "find", "elm", "--json", status=1) == []


def test_an_older_extract_is_refused(ehcp, tmp_path):
    file = written(tmp_path, line(), heading=HEADING)
    ehcp("settings", "import", file, "--as-of", "2026-11-02")
    told = ehcp("settings", "import", file, "--as-of", "2026-11-01", status=1)
    assert "The register is of 2026-11-02 already." in told


def test_settings_are_found_by_text_or_number(ehcp):
    ehcp("settings", "import", SETTINGS, "--as-of", "2026-11-02")
    found = ehcp("settings", "find", "hazel bank")
    assert found == "990002  Hazel Bank School (academy; Open), ZZ1 2AB\n"
    (by_number,) = ehcp("settings", "find", "990002", "--json")
    assert by_number["name"] == "Hazel Bank School"
    assert "There is none in the register." in ehcp("settings", "find", "no such", status=1)
