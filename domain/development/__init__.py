"""Plans, the library, adaptation, probation."""
