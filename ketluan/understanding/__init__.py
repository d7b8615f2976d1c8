"""From a body to directives: who is told, with whom, by when."""
