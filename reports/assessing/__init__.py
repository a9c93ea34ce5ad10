"""Papers of a result: profile, sheets, summary."""
