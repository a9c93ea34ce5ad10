"""People, units, the organisation, and what is kept about a person."""
