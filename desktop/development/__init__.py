"""The screen «Развитие»: plans, their editor and what became of them."""
