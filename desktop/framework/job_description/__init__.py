"""The job description beside its model: its lines, what is put into them, what an edition changes."""
