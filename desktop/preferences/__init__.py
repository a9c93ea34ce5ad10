"""Requisites of the organisation, language and look."""
