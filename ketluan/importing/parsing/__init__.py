"""Printed lines to the parts of a notice: head, title, meeting, paragraphs, foot."""
