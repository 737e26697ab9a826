"""The bill of materials says what the lock says: every package, every hash, nothing more, and not where to download it from."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
BILL = json.loads((ROOT / "sbom.cdx.json").read_text(encoding="utf-8"))
PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)")


def locked() -> dict[str, set[str]]:
    """Name and version of each package of requirements.txt, with the SHA-256 of everything that may be downloaded for it."""
    found: dict[str, set[str]] = {}
    for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines():
        if package := PACKAGE.match(line):
            hashes = found.setdefault(f"{package[1]}=={package[2]}", set())
        hashes |= set(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return found


def test_it_lists_what_is_locked() -> None:
    """`make sbom` after `make lock`."""
    listed = {
        f"{one['name']}=={one['version']}": {
            each["content"] for ref in one["externalReferences"] for each in ref["hashes"]
        }
        for one in BILL["components"]
    }

    assert listed == locked()
    assert len(BILL["components"]) == len(listed)


def test_it_is_cyclonedx_and_the_same_at_every_run() -> None:
    """No serial number and no time, which would make a new file of the same list."""
    assert (BILL["bomFormat"], BILL["specVersion"]) == ("CycloneDX", "1.6")
    assert "serialNumber" not in BILL
    assert "timestamp" not in BILL["metadata"]
    depends = next(one for one in BILL["dependencies"] if one["ref"] == BILL["metadata"]["component"]["bom-ref"])
    assert set(depends["dependsOn"]) == set(locked())


def test_nearly_every_package_says_its_licence() -> None:
    """Those that this machine does not need are not installed here, and so say nothing."""
    silent = [one["name"] for one in BILL["components"] if not one.get("licenses")]

    assert len(silent) <= len(BILL["components"]) // 10, silent


def test_it_names_no_place_to_download_from() -> None:
    """Hashes say what may be downloaded; where it lies is the affair of whoever downloads it."""
    said = json.dumps(BILL)

    assert set(re.findall(r"https?://[^\"/]+", said)) == {"http://cyclonedx.org"}
    assert {ref["url"] for one in BILL["components"] for ref in one["externalReferences"]} == {"requirements.txt"}
