"""What papers print where no record of the domain holds all of it."""
