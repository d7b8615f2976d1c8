"""The clerk's pages on this machine: what comes in, reading through, queues, publishing; they write the archive's files."""
