"""The list of parts for other programs: CycloneDX 1.6 as JSON, the same bytes for the same parts."""

import json
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from installer.package.parts import PROGRAM, Part

SPEC = "1.6"


def bill(parts: Sequence[Part], version: str, moment: int, program: str = PROGRAM) -> str:
    """Return the list as text; *moment* is the day of the sources, in seconds since 1970."""
    root = f"{program}@{version}"
    components = [
        {
            "type": "library",
            "bom-ref": reference(part),
            "name": part.name,
            **({"version": part.version} if part.version else {}),
            "licenses": [{"expression": part.licence}],
            **({"purl": part.purl} if part.purl else {}),
        }
        for part in parts
    ]
    outer = {_key(part): reference(part) for part in parts if not part.within}
    depends: dict[str, list[str]] = {root: [], **{reference(part): [] for part in parts}}
    for part in parts:
        depends[outer.get(part.within, root) if part.within else root].append(reference(part))
    content: dict[str, object] = {
        "bomFormat": "CycloneDX",
        "specVersion": SPEC,
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": {"type": "application", "bom-ref": root, "name": program, "version": version},
        },
        "components": components,
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in depends.items()],
    }
    named = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(content, sort_keys=True))
    content["serialNumber"] = f"urn:uuid:{named}"
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def reference(part: Part) -> str:
    """Return what names a part within the list; the same library inside of two packages is two parts."""
    return "/".join(one for one in (part.within, f"{part.name}@{part.version}".rstrip("@")) if one)


def _key(part: Part) -> str:
    return part.purl.removeprefix("pkg:pypi/").partition("@")[0] if "pypi" in part.purl else part.name
