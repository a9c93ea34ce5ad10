"""Vacancies, candidates, comparison, the conclusion."""
