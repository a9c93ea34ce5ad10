"""Another file of the organisation taken in: chosen, looked through, decided about, merged."""
