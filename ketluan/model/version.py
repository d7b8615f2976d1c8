"""The version of the program, as the foot of every page and every release names it."""

VERSION = "0.1.0"
