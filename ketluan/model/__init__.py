"""The values that cross rooms: notice, agency, register, archive, page, problem; their names and addresses."""
