"""Pages and lines in space: columns, stamps, the order in which they are read."""
