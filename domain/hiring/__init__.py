"""Vacancies, comparison, conclusions, refusals."""
