"""The candidates of one campaign side by side, on what was assessed for all of them."""
