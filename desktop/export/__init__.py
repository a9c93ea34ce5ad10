"""Asking for documents and writing them as a job, from any screen that offers some."""
