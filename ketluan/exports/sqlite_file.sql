CREATE INDEX notice_issuer ON notice (issuer);
CREATE UNIQUE INDEX notice_id ON notice (id);
CREATE UNIQUE INDEX agency_id ON agency (id);
CREATE INDEX directive_notice ON directive (notice);
CREATE INDEX directive_deadline ON directive (deadline) WHERE deadline IS NOT NULL;
CREATE INDEX assignment_directive ON assignment (directive);
CREATE INDEX assignment_agency ON assignment (agency, role);
CREATE INDEX citation_directive ON citation (directive);
CREATE INDEX citation_number ON citation (number);
CREATE INDEX follow_up_event_directive ON follow_up_event (directive);
CREATE INDEX succession_successor ON succession (successor);

CREATE VIEW chi_dao_theo_co_quan AS
SELECT coalesce(agency.full_name, assignment.name) AS co_quan, coalesce(agency.place, issuer.place) AS dia_ban,
       role.name AS vai_tro,
       notice.number AS so_ky_hieu, coalesce(notice.issued, notice.meeting_date) AS ngay,
       directive.text AS noi_dung, directive.deadline AS den_han, directive.recurring AS dinh_ky,
       'thong-bao/' || notice.id || '/index.html#' || directive.anchor AS dia_chi
FROM assignment
JOIN role ON role.key = assignment.role
JOIN directive ON directive.key = assignment.directive
JOIN notice ON notice.key = directive.notice
JOIN agency AS issuer ON issuer.key = notice.issuer
LEFT JOIN agency ON agency.key = assignment.agency
ORDER BY ngay DESC, notice.key DESC, directive.key;

CREATE VIEW thoi_han AS
SELECT deadline AS den_han, recurring AS dinh_ky, deadline_phrase AS nhu_in, lead AS co_quan_chu_tri,
       coordinate AS co_quan_phoi_hop, text AS noi_dung, number AS so_ky_hieu, issued AS ngay_ban_hanh, address AS dia_chi
FROM directives
WHERE deadline_phrase IS NOT NULL
ORDER BY deadline IS NULL, deadline, key;

CREATE VIEW so_chi_dao_theo_nam AS
SELECT substr(coalesce(notice.issued, notice.meeting_date), 1, 4) AS nam, agency.full_name AS co_quan,
       agency.place AS dia_ban, sum(assignment.role = 1) AS chu_tri,
       sum(assignment.role = 2) AS phoi_hop
FROM assignment
JOIN directive ON directive.key = assignment.directive
JOIN notice ON notice.key = directive.notice
JOIN agency ON agency.key = assignment.agency
GROUP BY nam, agency.key
ORDER BY nam DESC, chu_tri DESC, agency.id;

-- What was told to a body and to all those it succeeded.
CREATE VIEW chi_dao_ke_ca_tien_than AS
WITH RECURSIVE lineage (agency, addressee) AS (
    SELECT key, key FROM agency
    UNION
    SELECT lineage.agency, succession.agency FROM lineage JOIN succession ON succession.successor = lineage.addressee
)
SELECT now.full_name AS co_quan, now.place AS dia_ban, earlier.full_name AS khi_ay_la, role.name AS vai_tro,
       coalesce(notice.issued, notice.meeting_date) AS ngay, directive.text AS noi_dung,
       'thong-bao/' || notice.id || '/index.html#' || directive.anchor AS dia_chi
FROM lineage
JOIN agency AS now ON now.key = lineage.agency
JOIN agency AS earlier ON earlier.key = lineage.addressee
JOIN assignment ON assignment.agency = lineage.addressee
JOIN role ON role.key = assignment.role
JOIN directive ON directive.key = assignment.directive
JOIN notice ON notice.key = directive.notice
ORDER BY ngay DESC, notice.key DESC, directive.key;

-- Where each directive stands on the day on which it is asked; thoi_han is the limit in force.
CREATE VIEW tinh_hinh_thuc_hien AS
SELECT id AS ma_chi_dao, lead AS co_quan_chu_tri, text AS noi_dung, deadline AS thoi_han,
       CASE WHEN state <> 'đang thực hiện, có thời hạn' THEN state
            WHEN deadline < date('now', 'localtime') THEN 'đang thực hiện, quá hạn'
            ELSE 'đang thực hiện, trong hạn' END AS tinh_trang,
       CASE WHEN state = 'đang thực hiện, có thời hạn' AND deadline < date('now', 'localtime')
            THEN cast(julianday(date('now', 'localtime')) - julianday(deadline) AS INTEGER) END AS so_ngay_qua_han,
       done AS ngay_hoan_thanh, follow_up AS theo_doi, address AS dia_chi
FROM directives
WHERE state <> 'thuộc thông báo đã bị thay thế'
ORDER BY deadline IS NULL, deadline, key;
