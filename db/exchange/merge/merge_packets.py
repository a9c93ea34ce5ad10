"""Packets of two files: what only the other one has opened or back, and keys of a case dealt in both."""

from db.exchange.merge.merge_rows import NEW, Rows
from domain.exchange.ledger import Way
from domain.exchange.packet import PacketKind

# A sheet that did not come with the merge stays closed: nothing else holds its marks.
_READABLE = (
    "EXISTS (SELECT 1 FROM main.sheet AS s WHERE s.case_id = m.case_id"
    " AND s.assessor_id = m.assessor_id AND s.state = 'submitted')"
)
_TOLD_EARLY = "EXISTS (SELECT 1 FROM main.case_opening AS c WHERE c.case_id = m.case_id)"
_SETTLED = {
    (Way.RECEIVED, PacketKind.SEALED_SHEET): _READABLE,
    (Way.RECEIVED, PacketKind.GIVEN_SHARE): _TOLD_EARLY,
    (Way.SENT, PacketKind.CASE_TO_GO): "1",
}

_DEALT = PacketKind.INVITATION, PacketKind.SEALED_SHEET, PacketKind.GIVEN_SHARE


def leave_out(rows: Rows) -> None:
    """Leave out what belongs to another deal of a case's key than the one here: its shares open nothing.

    Nor could those sheets be sent again, sealed to the key that stays. What is open comes with its marks.
    """
    rows.run(
        f"DELETE FROM temp.add_packet WHERE fate = '{NEW}' AND opened_on IS NULL"
        f" AND kind IN ({', '.join(f"'{one.value}'" for one in _DEALT)}) AND case_id IN"
        " (SELECT m.case_id FROM main.case_key AS m JOIN temp.map_case AS k ON k.our = m.case_id"
        " JOIN other.case_key AS o ON o.case_id = k.their WHERE o.recipient <> m.recipient)"
    )


def settle(rows: Rows) -> None:
    """Count as opened or back what is so in the other file; a share given there counts as given."""
    for (way, kind), also in _SETTLED.items():
        found = rows.run(
            "SELECT m.id, o.opened_on, o.share, o.body FROM main.packet AS m"
            " JOIN other.packet AS o ON o.uid = m.uid"
            " WHERE m.way = ? AND m.kind = ? AND m.opened_on IS NULL AND o.opened_on IS NOT NULL"
            f" AND {also}",
            (way.value, kind.value),
        ).fetchall()
        for packet, *opened in found:
            rows.run(
                "UPDATE main.packet SET opened_on = ?, share = ?, body = ? WHERE id = ?", (*opened, packet)
            )
    rows.run(
        "UPDATE main.kept_share SET given_on = x.given_on FROM (SELECT k.our, o.number, o.given_on"
        " FROM other.kept_share AS o JOIN temp.map_packet AS k ON k.their = o.packet_id"
        " WHERE o.given_on IS NOT NULL) AS x WHERE main.kept_share.packet_id = x.our"
        " AND main.kept_share.number = x.number AND main.kept_share.given_on IS NULL"
    )
