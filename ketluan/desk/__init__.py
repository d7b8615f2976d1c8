"""The clerk's pages on this machine: inbox, reading through, queues, publishing; they write the archive's files."""
