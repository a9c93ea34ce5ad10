"""The sheet: rating all items of a case by keyboard, as on the printed form, and handing it in."""
