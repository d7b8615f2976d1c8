"""A body's blocks to directives: who is told to do what, with whom, by when."""
