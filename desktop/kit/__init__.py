"""Parts that know no trade: tables, forms, dialogs, banners."""
