"""Who was erased: the ledger, by identity only."""
