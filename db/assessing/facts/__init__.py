"""What assessors saw: facts with their marks, and who may read them."""
