"""The published vectors of the method: name -> input, output, note."""

import json
from pathlib import Path
from typing import Any

VECTORS: dict[str, dict[str, Any]] = {
    vector["name"]: vector
    for vector in json.loads(Path(__file__).with_name("test_vectors.json").read_text(encoding="utf-8"))
}
