"""Accounts of the organisation's server: who may log in, in which role, and who is logged in now."""
