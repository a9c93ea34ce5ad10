"""What papers print: records that are read for one paper in one go."""
