"""Plans, adaptation, probation, the library of actions."""
