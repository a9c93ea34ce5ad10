"""What each paper shows, read in one transaction by one function, which refuses what may not be had yet."""
