"""People, units, the organisation, and what of a person is kept."""
