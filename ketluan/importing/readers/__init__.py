"""One reader a format, and the child process that runs them."""
