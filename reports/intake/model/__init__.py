"""A model from any kind of file: workbook, package, standard, job description."""
