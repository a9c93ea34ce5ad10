"""Parts of the trade that screens share: levels, marks, seats, requirements."""
