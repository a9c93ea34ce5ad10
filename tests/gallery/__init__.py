"""Every shared component in every state, in one window: the place to design and to judge looks."""
