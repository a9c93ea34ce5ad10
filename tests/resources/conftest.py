"""The shipped data as the tests of resources read it: strictly, once a run."""

from collections.abc import Hashable
from functools import cache
from typing import Any

import pytest
import yaml

import resources

type Data = dict[str, Any]


class StrictLoader(yaml.CSafeLoader):
    """Refuses a key that stands twice, of which YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _value in node.value]
        assert len(keys) == len(set(keys)), f"a key stands twice in {keys} at {node.start_mark}"
        return super().construct_mapping(node, deep=deep)


@cache
def load(name: str) -> Data:
    """Return resources/catalogue/*name*.yaml."""
    return yaml.load(resources.text(f"catalogue/{name}.yaml"), Loader=StrictLoader)


@pytest.fixture(scope="session")
def catalogue() -> Data:
    return load("catalogue")


@pytest.fixture(scope="session")
def scale() -> Data:
    return load("scale")


@pytest.fixture(scope="session")
def interview() -> Data:
    return load("interview")


@pytest.fixture(scope="session")
def development() -> Data:
    return load("development")


@pytest.fixture(scope="session")
def job_description() -> Data:
    return load("job_description")


@pytest.fixture(scope="session")
def competencies(catalogue: Data) -> dict[str, Data]:
    """Code -> knowledge item or skill, in the order of the source."""
    return {item["code"]: item for item in catalogue["knowledge"] + catalogue["skills"]}


@pytest.fixture(scope="session")
def source() -> str:
    """The job description itself."""
    return resources.text("catalogue/source.txt")
