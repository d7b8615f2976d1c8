"""`notices/` on disk: front matter, register, rules, and the reader of them all."""
