"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { load, loadWith, answer } = require("./scripts.js");

const SCHOOL = { text: "Chủ trì phối hợp với Sở Y tế, Công an tỉnh tuyên truyền phòng chống ma túy trong học đường", heading: "Giao Sở Giáo dục và Đào tạo", lead: [1], coordinate: [0, 2] };
const HEALTH = { text: "Tổ chức hội thảo nhằm hạn chế tình trạng suy dinh dưỡng ở trẻ em", heading: "Giao Sở Y tế", lead: [0] };
const POLICE = { text: "Tăng cường ngăn chặn trẻ em nghiện ma túy, tệ nạn xã hội, hoàn thành trước ngày 20 tháng 10 năm 2024", heading: "Giao Công an tỉnh", lead: [2], due: "2024-10-20" };
const ROADS = { text: "Rà soát quy hoạch, kỹ thuật tuyến đường, giải phóng mặt bằng; báo cáo hằng quý theo Nghị định số 06/2022/NĐ-CP", heading: "UBND các huyện, thành phố", lead: [3] };
const PLANT = { text: "Trồng cây ven sông, hoàn thành trong quý III/2024", heading: "Giao Sở Nông nghiệp và Môi trường", lead: [4] };
const ARCHIVE = {
  agencies: [
    { id: "kon-tum/so-y-te", name: "Sở Y tế", other: ["SYT"] },
    { id: "kon-tum/so-gd", name: "Sở Giáo dục và Đào tạo", other: ["SGDĐT"] },
    { id: "kon-tum/cong-an", name: "Công an tỉnh" },
    { id: "kon-tum/cac-huyen", name: "UBND các huyện, thành phố" },
    { id: "=Sở Nông nghiệp và Môi trường", name: "Sở Nông nghiệp và Môi trường", full: "Sở Nông nghiệp và Môi trường", registered: false },
    { id: "kon-tum/van-phong", name: "Văn phòng tỉnh" },
  ],
  notices: [
    { id: "a/2024/975-tb-vp", number: "975/TB-VP", issued: "2024-07-10", title: "Kết luận tại cuộc họp về trẻ em", chair: "Lê Thị Kim Đơn", tasks: [SCHOOL, HEALTH] },
    { id: "a/2024/09-tb-vp", number: "09/TB-VP", issued: "2024-01-05", title: "Kết luận về hạ tầng", chair: "Võ Phiên", tasks: [POLICE, ROADS] },
    { id: "a/2024/hop-2024-01-02", issued: "2024-01-02", title: "Kết luận về cây xanh", chair: "Lê Văn Cây", tasks: [PLANT] },
  ],
};

/** Each query with what it must find, best first; `...` at the end when more may follow. */
const CASES = [
  ["suy dinh duong", [HEALTH], "without accents"],
  ["suy dinh dưỡng", [HEALTH], "with accents"],
  ["suy dinh dưỡng".normalize("NFD"), [HEALTH], "decomposed"],
  ["SUY DINH DƯỠNG", [HEALTH], "in capitals"],
  ["ma tuý", [SCHOOL, POLICE], "the other place of the tone"],
  ["kĩ thuật", [ROADS], "i for y"],
  ["hằng quí", [ROADS], "i for y after qu"],
  ["duong", [HEALTH, SCHOOL, ROADS], "đ found by d, newest notice first"],
  ["đường", [SCHOOL, ROADS], "đ is not d"],
  ["nghiện ma", [POLICE], "phrase"],
  ["ma tú", [SCHOOL, POLICE], "the last word unfinished"],
  ["xa ho", [POLICE], "the last word unfinished, without accents"],
  ["hằng qu", [ROADS], "an unfinished y that would equal i"],
  ["tệ hội", [POLICE], "words apart"],
  ['"tệ hội"', [], "quotes want the phrase"],
  ['"tệ nạn xã hội"', [POLICE], "quotes find the phrase"],
  ["“so y te”", [SCHOOL, HEALTH], "curly quotes without accents"],
  ["SYT", [HEALTH, SCHOOL], "lead before coordinating"],
  ["sở y tế suy dinh dưỡng", [HEALTH], "agency from the heading, topic from the text"],
  ["so gd-dt", [SCHOOL], "abbreviation inside a name"],
  ["UBND huyen", [ROADS], "a name that goes on, without các"],
  ["gpmb", [ROADS], "abbreviation"],
  ["giai phong mat bang", [ROADS], "its full form"],
  ["20/10/2024", [POLICE], "date printed in words"],
  ["ngay 20 thang 10 nam 2024", [POLICE], "date typed in words"],
  ["tháng 10/2024", [POLICE], "month"],
  ["ma túy năm 2024", [POLICE, SCHOOL], "year, in the text before the notice's own"],
  ["cây năm 2023", [], "another year"],
  ["6/2022/NĐ-CP", [ROADS], "number without its nought"],
  ["06/2022/nđ-cp", [ROADS], "number in small letters"],
  ["975/TB-VP", [HEALTH, SCHOOL], "the notice's number"],
  ["975 tb vp", [HEALTH, SCHOOL], "its number with blanks"],
  ["thông báo số 975", [HEALTH, SCHOOL], "its number without letters"],
  ["9/TB-VP", [POLICE, ROADS], "number without its nought, notice"],
  ["vo phien", [POLICE, ROADS], "chair"],
  ["kim đơn học đường", [SCHOOL], "chair and topic"],
  ["tre em", [HEALTH, SCHOOL, POLICE], "own words, then the title: here by class"],
  ["hạ tầng quy hoạch", [ROADS], "title and text"],
  ["20 tháng 10", [POLICE], "day without its year, in words"],
  ["20/10/24", [POLICE], "year of two digits"],
  ["quý 3 năm 2024", [PLANT], "quarter printed in Roman digits"],
  ["hàng quý", [ROADS], "hàng for hằng"],
  ["S. GD-ĐT", [SCHOOL], "an abbreviation with a full stop inside"],
  ["sở nnmt", [PLANT], "an agency that the register does not hold"],
  ["Ban nnmt", [], "a kind with an abbreviation is one body, not two words"],
  ["TB975", [HEALTH, SCHOOL], "number glued to its kind"],
  ["các chỉ đạo về suy dinh dưỡng", [HEALTH], "words that every query may hold are left out when nothing is found"],
  ["đồng chí võ phiên", [POLICE, ROADS], "so are words before a name"],
  ["chỉ đạo về xăng dầu", [], "not there even so"],
  ["xăng dầu", [], "not there in any form"],
  ["trẻ ém", [HEALTH, POLICE, SCHOOL], "nothing with these accents: read without them, together"],
];

for (const [query, wanted, why] of CASES) {
  test(`${query}: ${why}`, async () => {
    const { texts } = await answer(query, ARCHIVE);
    assert.deepEqual(new Set(texts), new Set(wanted.map((task) => task.text)));
  });
}

/** Queries whose order matters, with what comes first. */
const FIRST = [
  ["SYT", HEALTH],
  ["công an tỉnh ma túy", POLICE],
  ["ma túy học đường", SCHOOL],
  ["trẻ em", HEALTH],
  ["975", SCHOOL],
  ["20/10/2024", POLICE],
];

for (const [query, wanted] of FIRST) {
  test(`${query}: what comes first`, async () => {
    const { texts } = await answer(query, ARCHIVE);
    assert.equal(texts[0], wanted.text);
  });
}

for (const query of ["ma túy", "ma tuy", "tre em", "trẻ em nghiện", "y te", "quy hoạch", "qui", "so y", "giai phong mat bang", "nghi dinh 06/2022", "\"trẻ em\"", "syt"]) {
  test(`typed key by key it is answered as when it comes whole: ${query}`, async () => {
    for (let end = 1; end <= query.length; end += 1) {
      const [typed, whole] = [await answer(query.slice(0, end), { ...ARCHIVE, typed: true }), await answer(query.slice(0, end), ARCHIVE)];
      assert.deepEqual([typed.texts, typed.counts, typed.found.apart], [whole.texts, whole.counts, whole.found.apart]);
    }
  });
}

test("words left out are told", async () => {
  const { found } = await answer("các chỉ đạo về suy dinh dưỡng", ARCHIVE);
  assert.deepEqual(Array.from(found.reading.without), ["các", "chỉ đạo", "về"]);
});

test("a fallback to the unaccented reading is told", async () => {
  const { found } = await answer("trẻ ém", ARCHIVE);
  assert.equal(found.reading.unaccented, true);
});

test("counts of a facet ignore its own filter and heed the others", async () => {
  const { counts, texts } = await answer("ma túy", { ...ARCHIVE, chosen: { agencies: ["kon-tum/cong-an"] } });
  assert.equal(texts.length, 1);
  assert.deepEqual(counts.agencies, [["kon-tum/so-gd", 1], ["kon-tum/cong-an", 1]]);
  assert.deepEqual(counts.chairs, [["Võ Phiên", 1]]);
});

test("counts of what belongs to a notice ignore their own filter and heed the others", async () => {
  const { counts } = await answer("", { ...ARCHIVE, chosen: { chairs: ["Võ Phiên"], marks: ["u"] } });
  assert.deepEqual([counts.chairs, counts.years], [[["Lê Thị Kim Đơn", 2], ["Võ Phiên", 2], ["Lê Văn Cây", 1]], [["2024", 2]]]);
});

test("coordinating agencies count only when they are asked for", async () => {
  const lead = await answer("", { ...ARCHIVE, chosen: { agencies: ["kon-tum/so-y-te"] } });
  const both = await answer("", { ...ARCHIVE, chosen: { agencies: ["kon-tum/so-y-te"], role: "tat-ca" } });
  const helping = await answer("", { ...ARCHIVE, chosen: { agencies: ["kon-tum/so-y-te"], role: "phoi-hop" } });
  assert.deepEqual([lead.texts, helping.texts, both.texts.length], [[HEALTH.text], [SCHOOL.text], 2]);
});

test("a body of which nobody is sure is found by its filter, and counted apart", async () => {
  const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Y tế", tasks: [HEALTH, { ...ROADS, lead: [~0, 3] }, { ...POLICE, lead: [~0], coordinate: [0] }] }];
  const lead = await answer("", { ...ARCHIVE, notices, chosen: { agencies: ["kon-tum/so-y-te"] } });
  const both = await answer("", { ...ARCHIVE, notices, chosen: { agencies: ["kon-tum/so-y-te"], role: "tat-ca" } });
  const counted = ({ found, counts }) => [found.total, found.unsure, Object.fromEntries(counts.agencies)["kon-tum/so-y-te"], Object.fromEntries(counts.unsure)["kon-tum/so-y-te"]];
  assert.deepEqual([counted(lead), counted(both)], [[3, 2, 1, 2], [3, 1, 2, 1]]);
});

for (const [query, chosen, wanted, how, why] of [
  ["ma túy", "kon-tum/so-y-te", [SCHOOL], "named", "who only helps there is named in the words"],
  ["", "kon-tum/van-phong", [], "", "what nothing names"],
  ["suy dinh dưỡng", "kon-tum/khong-co", [HEALTH], "unknown", "a body that the archive does not know"],
  ["suy dinh dưỡng", "kon-tum/so-y-te", [HEALTH], "", "what is read as told to it comes alone"],
  ["xăng", "kon-tum/khong-co", [], "", "nothing at all"],
]) {
  test(`a filter by a body that nothing was read as told to, ${why}`, async () => {
    const school = { ...SCHOOL, text: `${SCHOOL.text} Sở Y tế giúp.` };
    const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Việc", tasks: [school, HEALTH] }];
    const { found, texts } = await answer(query, { ...ARCHIVE, notices, chosen: { agencies: [chosen] } });
    assert.deepEqual([texts, found.instead], [wanted.map((task) => (task === SCHOOL ? school.text : task.text)), how]);
  });
}

for (const printed of ["1234/QĐ-UBND", "1234/QĐ- UBND", "12 34/QĐ-UBND", "1.234/QĐ-UBND", "1234/QĐ-UB ND", "01234 /QĐ - UBND"]) {
  test(`a document's number is found wherever its line was broken: ${printed}`, async () => {
    const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Việc", tasks: [ROADS, { text: `Thực hiện Quyết định số ${printed} ngày 1/2/2024.` }] }];
    for (const query of ["1234/QĐ-UBND", "1234 qd ubnd", "quyết định 1234/QĐ-UBND"]) {
      assert.equal((await answer(query, { ...ARCHIVE, notices })).texts.length, 1, query);
    }
    assert.equal((await answer("123/QĐ-UBND", { ...ARCHIVE, notices })).texts.length, 0);
  });
}

test("what a replaced notice told is found, and counted apart", async () => {
  const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Y tế", tasks: [HEALTH, { ...ROADS, lead: [0], uncounted: true }] }];
  const { found, counts } = await answer("", { ...ARCHIVE, notices, chosen: { agencies: ["kon-tum/so-y-te"] } });
  assert.deepEqual([found.total, found.replaced, counts.agencies, counts.replaced], [2, 1, [["kon-tum/so-y-te", 1]], [["kon-tum/so-y-te", 1]]]);
});

test("a body that the register does not hold can be chosen all the same", async () => {
  const { counts } = await answer("trồng cây", ARCHIVE);
  const { texts } = await answer("", { ...ARCHIVE, chosen: { agencies: ["=Sở Nông nghiệp và Môi trường"] } });
  assert.deepEqual([counts.agencies, texts], [[["=Sở Nông nghiệp và Môi trường", 1]], [PLANT.text]]);
});

test("predecessors count only when they are asked for", async () => {
  const agencies = ARCHIVE.agencies.map((agency) => (agency.id === "kon-tum/so-gd" ? { ...agency, predecessors: ["kon-tum/so-y-te"] } : agency));
  const alone = await answer("", { ...ARCHIVE, agencies, chosen: { agencies: ["kon-tum/so-gd"] } });
  const withThem = await answer("", { ...ARCHIVE, agencies, chosen: { agencies: ["kon-tum/so-gd"], predecessors: true } });
  assert.deepEqual([alone.texts.length, withThem.texts.length], [1, 2]);
});

test("an agency that is named brings those it came from and went into, after its own", async () => {
  const agencies = ARCHIVE.agencies.map((agency) => {
    if (agency.id === "kon-tum/so-gd") return { ...agency, predecessors: ["kon-tum/so-y-te"] };
    return agency.id === "kon-tum/cac-huyen" ? { ...agency, id: "=Sở Giáo dục và Đào tạo", name: "Sở Giáo dục và Đào tạo", registered: false } : agency;
  });
  assert.deepEqual((await answer("sở y tế", { ...ARCHIVE, agencies })).texts, [HEALTH.text, SCHOOL.text, ROADS.text]);
  assert.deepEqual((await answer("sở giáo dục và đào tạo", { ...ARCHIVE, agencies })).texts, [SCHOOL.text, ROADS.text, HEALTH.text]);
});

test("an agency that was told enough brings nobody else's directives", async () => {
  const agencies = ARCHIVE.agencies.map((agency) => (agency.id === "kon-tum/so-gd" ? { ...agency, predecessors: ["kon-tum/so-y-te"] } : agency));
  const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Y tế", tasks: [...Array.from({ length: 10 }, () => HEALTH), { ...ROADS, lead: [1] }] }];
  assert.equal((await answer("sở y tế", { ...ARCHIVE, agencies, notices })).texts.length, 10);
});

test("chairs of one name in two places are two", async () => {
  const namesakes = { "Võ Phiên": { "kon-tum": "tỉnh Kon Tum", "quang-ngai": "tỉnh Quảng Ngãi" } };
  const { counts } = await answer("", { ...ARCHIVE, namesakes });
  assert.deepEqual(counts.chairs.map(([name]) => name).sort(), ["Lê Thị Kim Đơn", "Lê Văn Cây", "Võ Phiên, tỉnh Kon Tum"]);
});

test("what a group was told counts for its members, and for their successors, only when it is asked for", async () => {
  const agencies = [
    ...ARCHIVE.agencies.slice(0, -1).map((agency) => (agency.id === "kon-tum/cong-an" ? { ...agency, groups: ["kon-tum/cac-huyen"] } : agency)),
    { id: "kon-tum/cong-an-moi", name: "Công an tỉnh mới", predecessors: ["kon-tum/cong-an"] },
    ARCHIVE.agencies.at(-1),
  ];
  const assigned = async (id, more) => (await answer("", { ...ARCHIVE, agencies, chosen: { agencies: [id], ...more } })).texts;
  assert.deepEqual(await assigned("kon-tum/cong-an", {}), [POLICE.text]);
  assert.deepEqual(await assigned("kon-tum/cong-an", { throughGroups: true }), [POLICE.text, ROADS.text]);
  assert.deepEqual(await assigned("kon-tum/cong-an-moi", { throughGroups: true }), []);
  assert.deepEqual(await assigned("kon-tum/cong-an-moi", { throughGroups: true, predecessors: true }), [POLICE.text, ROADS.text]);
});

test("deadlines can be asked for, and a range of them", async () => {
  const some = await answer("", { ...ARCHIVE, chosen: { deadline: true } });
  const late = await answer("", { ...ARCHIVE, chosen: { dueFrom: "2024-10-21" } });
  assert.deepEqual([some.texts, late.texts], [[POLICE.text], []]);
});

const FOLLOWED = [
  { text: "Việc một", lead: [0], due: "2024-03-01" },
  { text: "Việc hai", lead: [0], due: "2024-03-02" },
  { text: "Việc ba", lead: [~0], due: "2024-02-01" },
  { text: "Việc bốn", lead: [0], due: "2024-02-01", cells: { state: "hoàn thành quá hạn" } },
  { text: "Việc năm", lead: [0], due: "2024-02-01", cells: { state: "đang thực hiện, có thời hạn" } },
  { text: "Việc sáu", lead: [0], due: "2024-02-01", uncounted: true, cells: { state: "thuộc thông báo đã bị thay thế" } },
  { text: "Việc bảy", lead: [0] },
];
const OF_STATES = { agencies: ARCHIVE.agencies, notices: [{ id: "a/2024/1-tb-vp", number: "1/TB-VP", issued: "2024-01-10", title: "Kết luận", tasks: FOLLOWED }], today: "2024-03-02" };

test("states are told by the reader's day, by the record first, and counted as the page of a body does", async () => {
  const { counts } = await answer("việc", { ...OF_STATES, chosen: { agencies: ["kon-tum/so-y-te"] } });
  assert.deepEqual(counts.states, [
    ["hoan-thanh-qua-han", 1], ["dang-thuc-hien-trong-han", 1], ["dang-thuc-hien-qua-han", 2],
    ["dang-thuc-hien-khong-dat-thoi-han", 1], ["thuoc-thong-bao-da-bi-thay-the", 1],
  ]);
});

test("results narrowed to a state keep the counts of the others, and lessen those of what else can be chosen", async () => {
  const { texts, counts } = await answer("việc", { ...OF_STATES, chosen: { states: ["dang-thuc-hien-qua-han", "hoan-thanh-qua-han"] } });
  assert.deepEqual(texts.sort(), ["Việc ba", "Việc bốn", "Việc một", "Việc năm"]);
  assert.deepEqual(counts.states.map(([, count]) => count), [1, 1, 3, 1, 1]);
  assert.deepEqual([counts.agencies, counts.unsure, counts.deadline], [[["kon-tum/so-y-te", 3]], [["kon-tum/so-y-te", 1]], [["1", 4]]]);
});

test("the state of the search survives the address", () => {
  const { Address } = load("address");
  const written = "?q=duoi+nuoc&co-quan=kon-tum/so-y-te&co-quan=lao-cai/so-y-te&nam=2024&tinh-trang=dang-thuc-hien-qua-han&vai-tro=tat-ca&tien-than=1&qua-nhom=1&tu-ngay=2024-01-01&sap-xep=moi-nhat&nhom=thong-bao";
  assert.equal(Address.write(Address.read(written)), written);
});

test("what the address holds by mistake is left out", () => {
  const { Address } = load("address");
  assert.equal(Address.write(Address.read("?q=a&vai-tro=x&tu-ngay=hom-nay&la=1")), "?q=a");
});

test("every result is listed, and the best come first, however many there are", async () => {
  const near = Array.from({ length: 600 }, () => ({ text: "Kiểm tra rừng; rà soát đất" }));
  const notices = [{ id: "a/2024/1-tb", number: "1/TB", issued: "2024-07-10", title: "Rừng", tasks: [...near, { text: "Kiểm tra đất rừng" }, ...near] }];
  const { texts } = await answer("kiểm tra đất", { ...ARCHIVE, notices });
  assert.deepEqual([texts.length, texts[0]], [1201, "Kiểm tra đất rừng"]);
});

test("jobs that follow each other stop together for the browser to draw", async () => {
  let now = 0;
  const { Slices } = loadWith({ performance: { now: () => now } }, "slices");
  const drawn = new Set();
  const job = function* () {
    for (let step = 0; step < 4; step += 1) yield (now += 2);
  };
  let drawing = setImmediate(function draw() {
    drawn.add(now);
    drawing = setImmediate(draw);
  });
  for (let turn = 0; turn < 10; turn += 1) await Slices.run(job());
  clearImmediate(drawing);
  assert.ok(now === 80 && drawn.size >= 4, [...drawn].join(" "));
});

test("letters beyond the alphabet of 254 are shown as printed", () => {
  const { TextLines, Folding } = load("fold", "lines");
  const many = Array.from({ length: 400 }, (_, at) => String.fromCharCode(0x4e00 + at)).join("");
  const lines = TextLines.readNow(Folding.visible(`Đường ${many} kỹ`));
  assert.equal(TextLines.line(lines, 0), `Đường ${many} kỹ`);
  assert.match(lines.folded, /^duong .* ki\n$/s);
});

test("a cell that a table program would run is only text", () => {
  const { Table } = load("table");
  assert.equal(Table.cell('=1+"2"'), `"'=1+""2"""`);
  assert.equal(Table.cell("\r=1"), `"'\r=1"`);
});

test("the nearest words are counted by letters", () => {
  const { Help } = load("help");
  assert.deepEqual([Help.apart("duong", "duong"), Help.apart("duong", "duon"), Help.apart("xang", "tang")], [0, 1, 1]);
});

/** Words typed without accents: what they were meant for, then what only holds such words somewhere. */
const WATER = { text: "Cấp nước sạch cho nông thôn", lead: [0] };
const BOOKS = { text: "Nâng mức nước hồ chứa; phát sách cho học sinh", lead: [1] };
const CASES_APART = [
  ["nuoc sach", [WATER], 1, "two words must stand together"],
  ["nuoc sac", [WATER], 1, "also while the last is being typed"],
  ["nước sạch", [WATER], 0, "accents say what is meant"],
  ["muc nuoc ho", [BOOKS], 0, "of three words all stand there"],
  ["phien van hai", [BOOKS, WATER], 0, "the three words of a name"],
  ["muc nuoc ho hoc", [BOOKS], 0, "of four words three, where nothing holds all four together"],
  ["muc nuoc sach cho", [BOOKS], 0, "in two places too"],
  ["sach so y te nuoc", [WATER], 0, "two words that a name parts are no neighbours"],
  ["nuoc sach so y te thon", [WATER], 0, "nor must a third stand beside them"],
  ["phien hai", [BOOKS, WATER], 0, "a name without what stands in its middle"],
  ["ho chua hoc sinh", [BOOKS], 0, "two things, each together"],
  ["sach", [WATER, BOOKS], 0, "a word alone has no neighbour"],
  ["so y te nuoc", [WATER], 0, "nor has one beside a name"],
  ["Sở Y tế nuoc sach", [WATER], 0, "also where the name has its accents"],
  ["nước sach", [WATER, BOOKS], 0, "whoever types accents means what was typed"],
];
for (const [query, wanted, apart, why] of CASES_APART) {
  test(`${query}: ${why}`, async () => {
    const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Nông thôn", chair: "Phiên Văn Hải", tasks: [BOOKS, WATER] }];
    const { found, texts } = await answer(query, { ...ARCHIVE, notices });
    assert.deepEqual([new Set(texts), found.apart, found.parted], [new Set(wanted.map((task) => task.text)), apart, false]);
  });
}

/** Where nothing holds the words together, what holds them apart is shown, and counted as such. */
const CASES_PARTED = [
  ["muc nuoc sach", "of three words all"],
  ["muc nuoc s", "also while the third is being typed"],
  ["nuoc ho sach hoc", "of four words three"],
  ["hoc sach", "nothing stands together"],
  ["sgddt nuoc sach", "two beside a name must stand together too"],
];
for (const [query, why] of CASES_PARTED) {
  test(`${query}: ${why}, else they are shown apart`, async () => {
    const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Nông thôn", chair: "Phiên Văn Hải", tasks: [BOOKS, WATER] }];
    const { found, texts } = await answer(query, { ...ARCHIVE, notices });
    assert.deepEqual([texts, found.apart, found.parted], [[BOOKS.text], 1, true]);
  });
}

test("what is counted as standing together is said", async () => {
  const said = async (query, tasks = [BOOKS, WATER]) => {
    const { found, scripts } = await answer(query, { ...ARCHIVE, notices: [{ id: "a/2024/1-tb", title: "Hồ sơ", tasks }] });
    return scripts.Together.counted(found.reading);
  };
  assert.equal(await said("nuoc sach"), "Các từ liền nhau");
  assert.equal(await said("nuoc sach so y te"), "“nuoc sach” liền nhau");
  assert.equal(await said("ho chua hoc sinh"), "Mỗi từ liền với một từ gõ cạnh");
  assert.equal(await said("muc nuoc ho hoc"), "Phần lớn các từ liền với từ gõ cạnh");
});

test("where all words of many stand together somewhere, one that stands alone elsewhere is apart; both ways of showing count so", async () => {
  const whole = { text: "Cấp nước sạch miền núi", lead: [0] };
  const part = { text: "Các cấp đưa nước sạch về miền núi", lead: [0] };
  const asked = async (/** @type {any[]} */ tasks, /** @type {any} */ chosen) => {
    const { found, texts } = await answer("cap nuoc sach mien nui", { ...ARCHIVE, notices: [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Hồ sơ", tasks }], chosen });
    return [texts, found.apart];
  };
  assert.deepEqual(await asked([part, whole]), [[whole.text], 1]);
  assert.deepEqual(await asked([part, whole], { apart: true }), [[whole.text, part.text], 1]);
  assert.deepEqual(await asked([part]), [[part.text], 0]);
  assert.deepEqual(await asked([part], { apart: true }), [[part.text], 0]);
});

/** A document's number as it is printed where lines break, and where blanks are missing. */
for (const printed of ["32/2024/NĐ-C P", "32/ 2024/NĐ- CP", "32 / 2024 / NĐ - CP", "032/2024/NĐCP", "32/2024/NĐ-CP"]) {
  test(`${printed}: is found by its number`, async () => {
    const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Cụm", tasks: [{ text: `Theo Nghị định ${printed} của`, lead: [0] }, { text: "Theo 132/2024/NĐ-CP; 32/2024/NĐ-CĐ; 32/202/4NĐ", lead: [0] }] }];
    for (const typed of ["32/2024/NĐ-CP", "32/2024/nđcp"]) {
      const { texts } = await answer(typed, { ...ARCHIVE, notices });
      assert.deepEqual(texts, [`Theo Nghị định ${printed} của`]);
    }
  });
}

test("what stands apart comes last when it is asked for, and is counted with the others", async () => {
  const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Nông thôn", tasks: [BOOKS, WATER] }];
  const hidden = await answer("nuoc sach", { ...ARCHIVE, notices });
  const shown = await answer("nuoc sach", { ...ARCHIVE, notices, chosen: { apart: true } });
  assert.deepEqual(hidden.counts.agencies, [["kon-tum/so-y-te", 1]]);
  assert.deepEqual([shown.texts, shown.found.apart], [[WATER.text, BOOKS.text], 1]);
  assert.deepEqual(shown.counts.agencies, [["kon-tum/so-y-te", 1], ["kon-tum/so-gd", 1]]);
});

test("only the place where words stand together is marked, wherever in a result it is", async () => {
  const { found, scripts } = await answer("bao cao", { ...ARCHIVE });
  const { Together } = scripts;
  const reading = found.first;
  const marks = (texts) => texts.map((text) => Array.from(Together.marker(texts, reading)(text), ({ start, end }) => text.slice(start, end)));
  assert.deepEqual(marks(["bảo đảm tiến độ, báo cáo kết quả", "Thông báo số 1"]), [["báo", "cáo"], []]);
  assert.deepEqual(marks(["bảo đảm tiến độ", "Thông báo số 1, cáo lỗi"]), [["bảo"], ["báo", "cáo"]]);
});

test("by deadline: what is due next, then what was due last, then what has no day", async () => {
  const task = (due) => ({ text: `Việc ${due}`, due });
  const notices = [{ id: "a/2024/1-tb", issued: "2024-07-10", title: "Việc", tasks: ["2024-06-01", "", "2024-09-01", "2024-08-01", "2024-07-01"].map(task) }];
  const { texts } = await answer("", { ...ARCHIVE, notices, sort: "thoi-han", today: "2024-07-15" });
  assert.deepEqual(texts, ["Việc 2024-08-01", "Việc 2024-09-01", "Việc 2024-07-01", "Việc 2024-06-01", "Việc "]);
});

test("the nearest to a query that nothing answers holds most of its words, side by side first", async () => {
  const { found, scripts, year } = await answer("phòng chống ma túy học đường xăng", ARCHIVE);
  assert.equal(found.total, 0);
  const near = [];
  for (const _ of scripts.Nearest.best(found.first, [year], () => true, near));
  const told = near.map(({ hit, missing }) => [scripts.TextLines.line(hit.year.texts, hit.directive), missing.map(({ shown }) => shown).join(" ")]);
  assert.deepEqual(told[0], [SCHOOL.text, "xăng"]);
  assert.equal(near.length, 1);
});

test("where nothing holds half of the words, a phrase of two is the nearest, of three one, and words apart are not", async () => {
  for (const [query, wanted] of [["xăng túy", [SCHOOL, POLICE]], ["xăng túy tàu", [SCHOOL, POLICE]], ["vũ xăng túy tàu", []], ["xăng ma túy vũ trụ tàu", [POLICE, SCHOOL]], ["túy vũ trụ tàu xăng ma", []]]) {
    const { found, scripts, year } = await answer(query, ARCHIVE);
    const near = [];
    for (const _ of scripts.Nearest.best(found.first, [year], () => true, near));
    const told = near.map(({ hit }) => scripts.TextLines.line(hit.year.texts, hit.directive));
    assert.deepEqual(new Set(told), new Set(wanted.map(({ text }) => text)));
  }
});

test("a day is read as it is written here, and nothing else", () => {
  const { Days } = load("dom", "days");
  const written = ["31/1/2026", "01-02-2026", " 1.2.2026 ", "", "30/02/2026", "2026-01-31", "1/13/2026", "mai"];
  assert.deepEqual(written.map(Days.parse), ["2026-01-31", "2026-02-01", "2026-02-01", "", null, null, null, null]);
});

test("columns of a workbook have the names that Excel gives them", () => {
  const { Workbook } = loadWith({ performance, TextEncoder }, "zip", "workbook");
  assert.deepEqual([1, 26, 27, 52, 53, 703].map(Workbook.letters), ["A", "Z", "AA", "AZ", "BA", "AAA"]);
});

/** Years of an archive too large to be read whole, newest first, each in a file or two. */
const MANY = [["2026", 90000], ["2025", 90000], ["2025", 80000], ["2024", 90000], ["2023", 90000], ["khong-ro", 10]].map(([year, directives], at) => ({ year, directives, key: `${year}-${at}`, file: "" }));
for (const [update, near, far] of [
  [{}, ["2026", "2025", "2025"], ["2024", "2023", "khong-ro"]],
  [{ back: "2024" }, ["2026", "2025", "2025", "2024"], ["2023", "khong-ro"]],
  [{ back: "moi-nam" }, ["2026", "2025", "2025", "2024", "2023", "khong-ro"], []],
  [{ years: ["2023"] }, ["2023"], []],
  [{ to: "2024-05-01" }, ["2024", "2023", "khong-ro"], []],
]) {
  test(`of a very large archive is read ${JSON.stringify(update)}: ${near.join(", ")}`, () => {
    const { Reach, Address } = load("address", "reach");
    const parted = Reach.parted(MANY, { ...Address.nothing(), ...update });
    assert.deepEqual([parted.near, parted.far].map((parts) => Array.from(parts, ({ year }) => year)), [near, far]);
  });
}

test("how far back a search looks survives the address and is no filter", () => {
  const { Address } = load("address");
  const state = Address.read("?q=a&tim-tu-nam=2024");
  assert.deepEqual([Address.write(state), Address.count(state.chosen), Address.write(Address.read("?q=a&tim-tu-nam=x"))], ["?q=a&tim-tu-nam=2024", 0, "?q=a"]);
});

test("years that are still being looked through are not said to have been", () => {
  const Dom = { make: (_tag, _attributes, ...children) => children.join(""), button: (text) => `[${text}]` };
  const { Reach, Address } = loadWith({ performance, Dom }, "site", "address", "reach");
  const said = (exact) => Reach.notes(MANY, { ...Address.nothing(), back: "2024" }, exact, () => {}).join("");
  const rest = "tìm các năm 2024–2026 (350.000 chỉ đạo); chưa tìm năm 2023 và thông báo không rõ năm (90.010 chỉ đạo). [Tìm thêm năm 2023] · [Tìm mọi năm]";
  assert.deepEqual([said(false), said(true)], [`Đang ${rest}`, `Mới ${rest}`]);
});

test("an id that is not said is the next ordinal of the section before", () => {
  const { Years } = load("years");
  const year = { anchors: "II.1-3\n\n0-9\n\n\n1-1" };
  assert.deepEqual([0, 1, 2, 3, 4, 5].map((at) => Years.anchor(year, at)), ["II.1-3", "II.1-4", "0-9", "0-10", "0-11", "1-1"]);
});
