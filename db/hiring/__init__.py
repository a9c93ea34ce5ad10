"""Vacancies, candidates, conclusions, refusals."""
