"""Building blocks that know nothing of assessment: tables, forms, dialogs, banners."""
