"""The competency model: its editions, editing and publishing a draft, import and export."""
