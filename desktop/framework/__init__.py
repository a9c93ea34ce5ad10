"""The model of competencies: its editions, a draft that is changed and published, files in and out."""
