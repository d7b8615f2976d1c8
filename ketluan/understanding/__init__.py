"""A body's blocks to directives: who must do what, with whom, by when."""
