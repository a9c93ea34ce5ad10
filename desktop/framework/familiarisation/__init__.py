"""Who has signed which edition of which document."""
