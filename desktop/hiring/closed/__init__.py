"""Closed assessments: a cycle is chosen, and the result or the decision of a case opens, only to be read."""
