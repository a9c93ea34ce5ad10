"""Serves an open file or a database in a process of its own, and prints the port.

``python -m tests.bench.service.serving FILE``, or ``… ADDRESS KEY`` of a database.
"""

import sys
from pathlib import Path

from db.file.store import Store
from db.postgresql.store import DatabaseStore
from db.service.web.running import Running, Where

if __name__ == "__main__":
    here = sys.argv[1:]
    store = DatabaseStore(here[0], bytes.fromhex(here[1])) if len(here) > 1 else Store.open(Path(here[0]))
    service = Running(store, Where(port=0, health_port=0))
    print(service.port, flush=True)
    service.run()
