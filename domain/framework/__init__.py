"""A model of competencies, its profiles, editions and maps."""
