"""`import`: files of every format to notice files."""
