"""The candidates of one campaign side by side, compared on what was assessed for all of them."""
