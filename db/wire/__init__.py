"""What travels between a window and the service of an organisation, for the two that speak it."""
