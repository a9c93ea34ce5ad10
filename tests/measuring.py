"""A plugin of pytest for the run that is judged by coverage: branches are measured by ``sys.monitoring``.

Python 3.14 tells the two ways of a branch by two events, and coverage uses them of its own accord.
In Python 3.13 one event tells both, so that coverage would trace each line that is run, at twice the cost.
"""

import sys
from types import CodeType
from typing import override

from coverage import core, env
from coverage.sysmon import DISABLE, MonitorReturn, SysMonitor


class BothWays(SysMonitor):
    """Listens to a branch until it has gone both ways."""

    def __init__(self) -> None:
        super().__init__()
        self.ways: dict[int, int] = {}

    @override
    def sysmon_branch_either(
        self, code: CodeType, instruction_offset: int, destination_offset: int
    ) -> MonitorReturn:
        branch = id(code) + instruction_offset  # where it lies in memory: coverage keeps each code it has met
        way = self.ways.get(branch)
        if way == destination_offset:
            return None
        self.ways[branch] = destination_offset
        super().sysmon_branch_either(code, instruction_offset, destination_offset)
        return None if way is None else DISABLE


if (3, 13) <= sys.version_info < (3, 14):
    events = sys.monitoring.events
    events.BRANCH_LEFT = events.BRANCH_RIGHT = events.BRANCH  # pyright: ignore[reportAttributeAccessIssue]
    env.PYBEHAVIOR.branch_right_left = True
    env.SYSMON_DEFAULT = True  # pyright: ignore[reportConstantRedefinition]
    core.SysMonitor = BothWays
