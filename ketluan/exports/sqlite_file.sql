CREATE INDEX notices_issuer ON notices (issuer);
CREATE INDEX directives_notice ON directives (notice);
CREATE INDEX directives_issued ON directives (issued);
CREATE INDEX directives_deadline ON directives (deadline);
CREATE INDEX assignments_directive ON assignments (directive);
CREATE INDEX assignments_agency ON assignments (agency, role);
CREATE INDEX citations_directive ON citations (directive);
CREATE INDEX citations_number ON citations (number);
CREATE INDEX follow_up_directive ON follow_up (directive);
CREATE INDEX successions_successor ON successions (successor);

-- Accents are kept in text and headings and taken off in folded: "đuối nước" finds the accented words,
-- "duoi nuoc" finds both.
CREATE VIRTUAL TABLE directives_fts USING fts5 (
    text, headings, folded, content="directives", tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO directives_fts (directives_fts) VALUES ('rebuild');
INSERT INTO directives_fts (directives_fts) VALUES ('optimize');

CREATE VIEW chi_dao_theo_co_quan AS
SELECT assignments.full_name AS co_quan, coalesce(agencies.place, assignments.issuer_place) AS dia_ban,
       assignments.role AS vai_tro,
       directives.number AS so_ky_hieu, coalesce(directives.issued, directives.meeting_date) AS ngay,
       directives.text AS noi_dung, directives.deadline AS den_han, directives.recurring AS dinh_ky,
       directives.address AS dia_chi
FROM assignments
JOIN directives ON directives.id = assignments.directive
LEFT JOIN agencies ON agencies.id = assignments.agency
ORDER BY ngay DESC, directives.rowid;

CREATE VIEW thoi_han AS
SELECT deadline AS den_han, recurring AS dinh_ky, deadline_phrase AS nhu_in, lead AS co_quan_chu_tri,
       coordinate AS co_quan_phoi_hop, text AS noi_dung, number AS so_ky_hieu, issued AS ngay_ban_hanh, address AS dia_chi
FROM directives
WHERE deadline_phrase IS NOT NULL
ORDER BY deadline IS NULL, deadline, directives.rowid;

CREATE VIEW so_chi_dao_theo_nam AS
SELECT substr(coalesce(directives.issued, directives.meeting_date), 1, 4) AS nam, agencies.full_name AS co_quan,
       agencies.place AS dia_ban, sum(assignments.role = 'chủ trì') AS chu_tri,
       sum(assignments.role = 'phối hợp') AS phoi_hop
FROM assignments
JOIN directives ON directives.id = assignments.directive
JOIN agencies ON agencies.id = assignments.agency
GROUP BY nam, agencies.id
ORDER BY nam DESC, chu_tri DESC, agencies.id;

-- What was told to a body and to all those it succeeded.
CREATE VIEW chi_dao_ke_ca_tien_than AS
WITH RECURSIVE lineage (agency, addressee) AS (
    SELECT id, id FROM agencies
    UNION
    SELECT lineage.agency, successions.agency FROM lineage JOIN successions ON successions.successor = lineage.addressee
)
SELECT now.full_name AS co_quan, now.place AS dia_ban, earlier.full_name AS khi_ay_la, assignments.role AS vai_tro,
       coalesce(directives.issued, directives.meeting_date) AS ngay, directives.text AS noi_dung,
       directives.address AS dia_chi
FROM lineage
JOIN agencies AS now ON now.id = lineage.agency
JOIN agencies AS earlier ON earlier.id = lineage.addressee
JOIN assignments ON assignments.agency = lineage.addressee
JOIN directives ON directives.id = assignments.directive
ORDER BY ngay DESC, directives.rowid;

-- Where each directive stands on the day on which it is asked; thoi_han is the limit in force.
CREATE VIEW tinh_hinh_thuc_hien AS
SELECT directives.id AS ma_chi_dao, lead AS co_quan_chu_tri, text AS noi_dung, deadline AS thoi_han,
       CASE WHEN state <> 'đang thực hiện, có thời hạn' THEN state
            WHEN deadline < date('now', 'localtime') THEN 'đang thực hiện, quá hạn'
            ELSE 'đang thực hiện, trong hạn' END AS tinh_trang,
       CASE WHEN state = 'đang thực hiện, có thời hạn' AND deadline < date('now', 'localtime')
            THEN cast(julianday(date('now', 'localtime')) - julianday(deadline) AS INTEGER) END AS so_ngay_qua_han,
       done AS ngay_hoan_thanh, follow_up AS theo_doi, address AS dia_chi
FROM directives
WHERE state <> 'thuộc thông báo đã bị thay thế'
ORDER BY deadline IS NULL, deadline, directives.rowid;
