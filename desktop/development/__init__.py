"""The screen «Развитие»: plans, their editor, and their outcomes."""
