"""The decision on a case: people settle differences and conclude, papers are produced."""
