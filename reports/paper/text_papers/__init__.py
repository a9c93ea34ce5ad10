"""Papers made of text: described once, written as PDF to sign and as DOCX to edit."""
