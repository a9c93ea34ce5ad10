"""The shared database of an organisation on PostgreSQL; imported by nothing that a desktop starts."""
