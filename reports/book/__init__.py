"""The workbook: sheets, blocks, formulas with their values."""
