"""Keys of people when two files are merged: a person has one key in use at a time, as everywhere."""

from collections import defaultdict
from operator import itemgetter

from db.exchange.merge.merge_rows import Rows

_OURS = (
    "SELECT m.id, m.person_id, m.signing, m.known_on, m.withdrawn_on FROM main.known_key AS m"
    " ORDER BY m.person_id, m.known_on, m.signing"
)
# Of one key that both files know: the later comparison by voice, and a withdrawal of the same day, count.
_BETTER = (
    "SELECT m.id, o.known_on, o.withdrawn_on, k.our FROM main.known_key AS m"
    " JOIN other.known_key AS o ON o.signing = m.signing"
    " LEFT JOIN temp.map_person AS k ON k.their = o.actor_id"
    " WHERE (o.known_on, o.withdrawn_on IS NOT NULL) > (m.known_on, m.withdrawn_on IS NOT NULL)"
    " OR (o.known_on = m.known_on AND o.withdrawn_on < m.withdrawn_on)"
)


def settle(rows: Rows) -> None:
    """Let each key stand as the file says that knows it longest, and withdraw all but each person's last."""
    for key, known_on, withdrawn_on, actor in rows.run(_BETTER).fetchall():
        rows.run(
            "UPDATE main.known_key SET known_on = ?, withdrawn_on = ?, actor_id = ? WHERE id = ?",
            (known_on, withdrawn_on, actor, key),
        )
    valid: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for key, person, _signing, known_on, withdrawn_on in rows.run(_OURS).fetchall():
        if withdrawn_on is None:
            valid[person].append((key, known_on))
    for keys in valid.values():
        *earlier, (_last, since) = keys
        for key in map(itemgetter(0), earlier):
            rows.run("UPDATE main.known_key SET withdrawn_on = ? WHERE id = ?", (since, key))
