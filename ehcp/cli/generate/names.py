"""Invented names: of children and families, officers, schools and bodies. None of them exists."""

from dataclasses import dataclass

from ehcp.cli.generate.drawing import Draw
from ehcp.domain.plan.institution import Category, Institution

FIRST = {
    "female": (
        "Ada", "Amina", "Bea", "Cerys", "Daria", "Edie", "Esme", "Freya", "Greta", "Hana", "Imani",
        "Isla", "Juno", "Kezia", "Leila", "Maya", "Nell", "Noor", "Orla", "Priya", "Rosa", "Saba",
        "Tilly", "Uma", "Wren", "Yara", "Zofia",
    ),
    "male": (
        "Abel", "Bilal", "Caleb", "Dev", "Eli", "Emil", "Femi", "Finn", "Gabe", "Hassan", "Idris",
        "Ivo", "Jonah", "Kit", "Leo", "Luca", "Milo", "Nico", "Omar", "Owen", "Ravi", "Samir",
        "Theo", "Vikram", "Wilf", "Xander", "Zach",
    ),
}  # fmt: skip
LAST = (
    "Ashby", "Barrow", "Bright", "Coates", "Croft", "Dale", "Eaves", "Farrow", "Frost", "Garner",
    "Hale", "Holt", "Inman", "Jarvis", "Keel", "Lane", "Lovell", "Marlow", "Nash", "Oram", "Pell",
    "Quill", "Rowe", "Sayer", "Thorne", "Usher", "Vale", "Wells", "Yates",
)  # fmt: skip
PLACES = (
    "Ashfield", "Brookfield", "Castle", "Dene", "Eastgate", "Fairlea", "Green Lane", "Hill Top",
    "Kingsmead", "Long Meadow", "Mill Road", "Northway", "Orchard", "Parkside", "Quarry Hill",
    "Riverside", "St Hild's", "Westbrook",
)  # fmt: skip
SCHOOLS = {
    ("mainstream", "early-years"): ("Nursery School", Category.MAINTAINED_NURSERY_SCHOOL),
    ("mainstream", "primary"): ("Primary School", Category.MAINTAINED_SCHOOL),
    ("mainstream", "secondary"): ("High School", Category.ACADEMY),
    ("mainstream", "post-16"): ("Sixth Form", Category.ACADEMY),
    ("special", "early-years"): ("Lodge School", Category.MAINTAINED_SCHOOL),
    ("special", "primary"): ("Bank School", Category.MAINTAINED_SCHOOL),
    ("special", "secondary"): ("House School", Category.ACADEMY),
    ("special", "post-16"): ("House Sixth Form", Category.NON_MAINTAINED_SPECIAL_SCHOOL),
    ("post-16", "post-16"): ("College", Category.FURTHER_EDUCATION),
}


@dataclass(frozen=True)
class Family:
    """A child and who speaks for it."""

    child: str
    parents: tuple[str, ...]


def family(draw: Draw, sex: str) -> Family:
    """Draw a family."""
    last = draw.pick(LAST)
    others = [f"{draw.pick(FIRST[of])} {last}" for of in ("female", "male")]
    parents = others if draw.chance(0.55) else others[:1]
    return Family(f"{draw.pick(FIRST[sex])} {draw.pick(LAST)}-{last}", tuple(parents))


def person(draw: Draw) -> str:
    """Draw somebody else."""
    return f"{draw.pick(FIRST[draw.pick(('female', 'male'))])} {draw.pick(LAST)}"


def school(draw: Draw, kind: str, stage: str) -> Institution:
    """Draw a school or college of a kind, for a stage of education."""
    word, category = SCHOOLS[kind, stage]
    return Institution(name=f"{draw.pick(PLACES)} {word}", category=category)
