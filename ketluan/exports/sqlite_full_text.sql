-- Accents are kept in text and headings and taken off in folded: "đuối nước" finds the accented words,
-- "duoi nuoc" finds both.
ALTER TABLE directive ADD COLUMN folded TEXT;
UPDATE directive SET folded = unaccented(coalesce(headings || ' ', '') || text || coalesce(' ' || "columns", ''));
CREATE VIRTUAL TABLE directives_fts USING fts5 (
    text, headings, folded, content="directive", content_rowid="key", tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO directives_fts (directives_fts) VALUES ('rebuild');
INSERT INTO directives_fts (directives_fts) VALUES ('optimize');
