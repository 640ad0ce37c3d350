"""Extracts of an invented register, written for one test."""

HEADING = (
    "URN,UKPRN,EstablishmentName,TypeOfEstablishment,EstablishmentStatus,PhaseOfEducation,"
    "StatutoryLowAge,StatutoryHighAge,OpenDate,CloseDate,LA (code),Postcode,Section41Approved"
)


def line(  # noqa: PLR0913, PLR0917 - a row has its cells
    urn="100001",
    name="Elm Primary",
    kind="Community school",
    status="Open",
    opened="01-09-1998",
    closed="",
    approved="",
):
    """Return one line of an extract."""
    return (
        f"{urn},10090001,{name},{kind},{status},Primary,4,11,{opened},{closed},999,ZZ1 1AA,"
        f"{approved}"
    )


def written(folder, *lines, heading=HEADING, name="extract.csv"):
    """Write an extract and return its file."""
    file = folder / name
    file.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    return file
