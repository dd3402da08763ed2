"""Boxes and connectors of charts, one difficulty each."""

from __future__ import annotations

from dataclasses import replace

from extractor.layout.charts import ChartBox, chart_of, read_chart, read_tiles
from extractor.layout.charts.boxes import find_boxes
from extractor.layout.tables import read_page
from extractor.read.page import Page, Point, Ruling, Shape
from extractor.read.words import Word

Rect = tuple[float, float, float, float]


def write(text: str, x: float, y: float) -> list[Word]:
    words = []
    for part in text.split():
        words.append(Word(part, 1, (x, y, x + 4 * len(part), y + 7), size=7))
        x += 4 * len(part) + 2
    return words


def rect(box: Rect, fill: str | None = None, stroke: str | None = "#000000") -> Shape:
    x0, top, x1, bottom = box
    return Shape(((x0, top), (x1, top), (x1, bottom), (x0, bottom), (x0, top)), True, fill=fill, stroke=stroke)


def path(*points: Point) -> Shape:
    return Shape(points, False, stroke="#000000")


def page(boxes: dict[str, Rect], *shapes: Shape, rulings: tuple[Ruling, ...] = (), drawn: bool = True) -> Page:
    """A page with named boxes; every name is written at the top left of its box."""
    words = [w for name, b in boxes.items() for w in write(name, b[0] + 4, b[1] + 4)]
    frames = tuple(rect(b) for b in boxes.values()) if drawn else ()
    return Page(1, 600, 400, tuple(words), rulings, (*frames, *shapes))


def name(box: ChartBox) -> str:
    return box.lines[0].text


def parents(p: Page) -> dict[str, list[str]]:
    return {name(child): [name(b) for b in above] for child, above in read_chart(p).links.parents.items()}


A, B = (50.0, 20.0, 150.0, 60.0), (350.0, 20.0, 450.0, 60.0)
C, D = (50.0, 200.0, 150.0, 240.0), (350.0, 200.0, 450.0, 240.0)


def test_a_drawn_box_reaches_to_its_walls_whatever_ground_lies_over_them() -> None:
    level = tuple(Ruling(50, y, 250, y) for y in (20, 80))
    upright = tuple(Ruling(x, 20, x, 80) for x in (50, 150, 250))
    boxes = {"Program": (50.0, 20.0, 150.0, 80.0), "Kegiatan": (150.0, 20.0, 250.0, 80.0)}
    drawn = page(boxes, rect((160, 20, 262, 80), "#eeeeee", None), rulings=(*level, *upright), drawn=False)
    edges = {name(b): (b.box[0], b.box[2]) for b in find_boxes(drawn).boxes}
    assert edges == {"Program": (50, 150), "Kegiatan": (150, 250)}


def test_lines_that_cross_without_meeting_stay_apart() -> None:
    one = path((100, 60), (100, 100), (400, 160), (400, 200))
    other = path((400, 60), (400, 100), (100, 160), (100, 200))
    assert parents(page({"A": A, "B": B, "C": C, "D": D}, one, other)) == {"D": ["A"], "C": ["B"]}


def test_a_line_straight_through_a_junction_joins_it() -> None:
    top, left, middle, right = (250.0, 20.0, 350.0, 60.0), C, (250.0, 200.0, 350.0, 240.0), D
    rulings = (
        Ruling(300, 60, 300, 200),
        Ruling(100, 130, 400, 130),
        Ruling(100, 130, 100, 200),
        Ruling(400, 130, 400, 200),
    )
    got = parents(page({"top": top, "left": left, "middle": middle, "right": right}, rulings=rulings))
    assert got == {"left": ["top"], "middle": ["top"], "right": ["top"]}


def test_one_connector_from_several_boxes_has_them_all_as_parents_the_nearest_first() -> None:
    rulings = (
        Ruling(100, 60, 100, 100),
        Ruling(400, 60, 400, 100),
        Ruling(100, 100, 400, 100),
        Ruling(380, 100, 380, 200),
    )
    assert parents(page({"A": A, "B": B, "D": D}, rulings=rulings)) == {"D": ["B", "A"]}


def test_a_line_may_end_some_points_off_its_boxes() -> None:
    assert parents(page({"A": A, "C": C}, path((100, 66), (100, 194)))) == {"C": ["A"]}


def test_an_arrow_head_tells_the_child_whatever_the_direction() -> None:
    head = Shape(((100, 60), (96, 68), (104, 68)), True, fill="#000000")
    assert parents(page({"A": A, "C": C}, path((100, 68), (100, 200)), head)) == {"A": ["C"]}


def test_a_block_arrow_without_words_is_a_line() -> None:
    arrow = Shape(((150, 35), (330, 35), (330, 30), (348, 40), (330, 50), (330, 45), (150, 45)), True, fill="#4f81bd")
    assert parents(page({"A": A, "B": B}, arrow)) == {"B": ["A"]}


def test_a_thick_line_is_a_connector_and_a_strip_of_a_ground_is_none() -> None:
    line = rect((97.9, 60, 102.3, 200), fill="#1f3864", stroke=None)
    assert parents(page({"A": A, "C": C}, line)) == {"C": ["A"]}
    ground = rect((60, 60, 98.5, 200), fill="#1f3864", stroke=None)
    assert parents(page({"A": A, "C": C}, ground, line)) == {}


def test_a_shadow_and_a_frame_drawn_twice_are_one_box() -> None:
    shadow = rect((53, 23, 153, 63), fill="#999999", stroke=None)
    p = page({"A": A, "C": C}, shadow, rect(A, fill="#ffffff"))
    assert len(read_chart(p).boxes) == 2


def test_underlined_words_do_not_cut_their_box() -> None:
    p = page({"A": A}, rulings=(Ruling(54, 31.5, 58, 31.5),))
    p = Page(1, 600, 400, (*p.words, *write("under", 54, 40)), p.rulings, p.shapes)
    (box,) = read_chart(p).boxes
    assert [line.text for line in box.lines] == ["A", "under"]


def test_lines_of_a_panel_lead_to_the_boxes_in_it() -> None:
    inner = {"one": (360.0, 100.0, 440.0, 130.0), "two": (360.0, 140.0, 440.0, 170.0)}
    words = [w for n, b in inner.items() for w in write(n, b[0] + 4, b[1] + 4)] + write("A", A[0] + 4, A[1] + 4)
    fills = tuple(rect(b, fill="#ddddff", stroke=None) for b in inner.values())
    panel = rect((350, 90, 450, 180), fill="#0070c0")
    line = path((150, 40), (250, 40), (250, 135), (350, 135))
    p = Page(1, 600, 400, tuple(words), (), (rect(A), panel, *fills, line))
    assert parents(p) == {"one": ["A"], "two": ["A"]}


def test_a_box_cut_by_the_edge_says_so() -> None:
    sides = (Ruling(50, 300, 150, 300), Ruling(50, 300, 50, 380), Ruling(150, 300, 150, 380))
    p = Page(1, 600, 400, tuple(write("cut", 54, 310)), sides)
    (box,) = read_chart(p).boxes
    assert box.cut == {"bottom"}


def test_a_table_with_empty_cells_is_no_chart() -> None:
    rulings = [Ruling(50, y, 550, y) for y in range(50, 360, 30)]
    rulings += [Ruling(x, 50, x, 350) for x in range(50, 560, 100)]
    words = [w for r in range(10) for c in range(0, 5, 2) for w in write("isi sel", 55 + 100 * c, 55 + 30 * r)]
    assert chart_of(Page(1, 600, 400, tuple(words), tuple(rulings))) is None


def test_connectors_on_a_lane_join_its_boxes() -> None:
    boxes = {"A": (80.0, 30.0, 140.0, 50.0), "B": (160.0, 30.0, 220.0, 50.0), "C": (400.0, 30.0, 460.0, 50.0)}
    lanes = [Shape(((20, y), (580, y), (580, y + 60), (20, y + 60), (20, y)), True, fill="#f2f2f2", stroke="#bfbfbf")
             for y in (10.0, 70.0)]  # fmt: skip
    filled = [rect(b, "#ffd966", None) for b in boxes.values()]
    words = [w for name_, b in boxes.items() for w in write(name_, b[0] + 4, b[1] + 4)]
    p = Page(1, 600, 400, tuple(words), (Ruling(140, 40, 160, 40),), (*lanes, *filled))
    assert parents(p) == {"B": ["A"]}


def test_running_text_is_no_chart() -> None:
    words = [w for r in range(30) for w in write("teks biasa di halaman", 50, 20 + 12 * r)]
    assert chart_of(Page(1, 600, 400, tuple(words), (Ruling(50, 18, 300, 18),))) is None


def test_pages_that_merely_follow_each_other_are_not_laid_together() -> None:
    first = page({"A": A, "C": C}, path((100, 60), (100, 200)))
    assert len(read_tiles([first, first])) == 2


def test_an_open_arrow_head_ends_its_line() -> None:
    head = Shape(((97, 192), (100, 197), (103, 192)), False, stroke="#000000")
    assert parents(page({"A": A, "C": C}, head, rulings=(Ruling(100, 63, 100, 197),))) == {"C": ["A"]}


def test_a_bus_whose_arrows_lead_away_comes_from_the_wall_that_it_runs_along() -> None:
    left, upper, lower = (50.0, 100.0, 150.0, 200.0), (200.0, 60.0, 300.0, 100.0), (200.0, 200.0, 300.0, 240.0)
    tips = [Shape(((194, y - 3), (199, y), (194, y + 3), (194, y - 3)), True, fill="#000000") for y in (80, 220)]
    rulings = (Ruling(158, 80, 158, 220), Ruling(158, 80, 195, 80), Ruling(158, 220, 195, 220))
    found = parents(page({"A": left, "B": upper, "C": lower}, *tips, rulings=rulings))
    assert found == {"B": ["A"], "C": ["A"]}


def test_tiles_printed_column_by_column_are_laid_together() -> None:
    def tile(number: int, *lines: Ruling, said: str, x: float, y: float) -> Page:
        return Page(number, 300, 200, tuple(write(said, x, y)), lines)

    # one box over four sheets, and a line in it that the cut between the columns opens too
    first = tile(
        1,
        Ruling(50, 50, 300, 50),
        Ruling(50, 50, 50, 200),
        Ruling(80, 100, 300, 100),
        Ruling(80, 150, 300, 150),
        said="Satu",
        x=60,
        y=60,
    )
    below = tile(
        2,
        Ruling(50, 0, 50, 150),
        Ruling(50, 150, 300, 150),
        Ruling(80, 60, 300, 60),
        Ruling(80, 90, 300, 90),
        said="Dua",
        x=60,
        y=120,
    )
    beside = tile(
        3,
        Ruling(0, 50, 250, 50),
        Ruling(250, 50, 250, 200),
        Ruling(0, 100, 200, 100),
        Ruling(0, 150, 200, 150),
        said="Tiga",
        x=60,
        y=70,
    )
    last = tile(
        4,
        Ruling(250, 0, 250, 150),
        Ruling(0, 150, 250, 150),
        Ruling(0, 60, 200, 60),
        Ruling(0, 90, 200, 90),
        said="Empat",
        x=60,
        y=130,
    )
    (whole,) = read_tiles([first, below, beside, last])
    assert [[line.text for line in b.lines] for b in whole.boxes] == [["Satu", "Tiga", "Dua", "Empat"]]
    assert whole.page.width == 600
    assert whole.page.height == 400


def across(closed: tuple[Ruling, ...] = (), said: str = "Satu", at: float = 60) -> list[Page]:
    """A chart cut between two sheets: bars run over the cut."""
    heights = (40, 60, 80, 100)
    left = tuple(Ruling(50, y, 280, y) for y in heights)
    right = tuple(Ruling(20, y, 250, y) for y in heights)
    walls = (Ruling(280, 120, 280, 160), Ruling(100, 120, 280, 120), Ruling(100, 160, 280, 160)) if closed else ()
    first = Page(1, 300, 200, tuple(write(said, at, 45)), (Ruling(50, 40, 50, 100), *left, *walls))
    return [first, Page(2, 300, 200, tuple(write("Dua", 100, 45)), (Ruling(250, 40, 250, 100), *right, *closed))]


def test_tiles_are_laid_together_though_a_cell_ends_at_the_very_edge() -> None:
    closed = (Ruling(20, 120, 20, 160), Ruling(20, 120, 80, 120), Ruling(20, 160, 80, 160))
    assert len(read_tiles(across(closed))) == 1


def test_tiles_are_laid_together_though_the_text_layer_keeps_clipped_words() -> None:
    assert len(read_tiles(across(said="Pangkal", at=283))) == 1


def test_sheets_whose_walls_close_them_at_the_edge_stay_two() -> None:
    first, second = across()
    closed = replace(first, rulings=(*first.rulings, Ruling(280, 40, 280, 100)))
    assert len(read_tiles([closed, second])) == 2


def test_a_swim_lane_is_no_connector() -> None:
    lanes = (rect((10, 10, 590, 70)), rect((10, 190, 590, 250)))
    bus = (Ruling(100, 60, 100, 130), Ruling(100, 130, 400, 130), Ruling(400, 130, 400, 200))
    drawn = page({"A": A, "B": B, "C": C, "D": D}, *lanes, rulings=bus)
    assert parents(drawn) == {"D": ["A"]}


def test_what_leads_to_a_frame_around_cells_leads_to_them() -> None:
    frame = rect((345, 195, 455, 245))
    cells = {"B": (350.0, 200.0, 400.0, 240.0), "C": (400.0, 200.0, 450.0, 240.0)}
    drawn = page({"A": B, **cells}, frame, path((400, 60), (400, 195)))
    assert parents(drawn) == {"B": ["A"], "C": ["A"]}


def test_round_elbows_of_browsers_join_a_trunk_to_its_boxes() -> None:
    left, right = (100.0, 180.0, 250.0, 200.0), (250.0, 180.0, 400.0, 200.0)
    elbows = [rect(half, fill="#64748b", stroke=None) for half in (left, left, right, right)]
    top = (200.0, 20.0, 300.0, 60.0)
    drawn = page({"A": top, "C": C, "D": D}, *elbows, rulings=(Ruling(250, 60, 250, 180),))
    assert parents(drawn) == {"C": ["A"], "D": ["A"]}


def test_a_badge_belongs_to_the_card_in_which_it_stands() -> None:
    card, badge = (50.0, 20.0, 150.0, 80.0), (80.0, 24.0, 120.0, 36.0)
    words = [*write("Kegiatan", 84, 26), *write("Pembinaan arsip", 54, 50)]
    (box,) = read_chart(Page(1, 600, 400, tuple(words), (), (rect(card), rect(badge, "#ff0000")))).boxes
    assert [line.text for line in box.lines] == ["Kegiatan", "Pembinaan arsip"]


def test_a_chart_of_lines_that_gather_grows_upwards() -> None:
    roots = {"R": (250.0, 20.0, 350.0, 50.0), "S": (50.0, 120.0, 150.0, 150.0), "T": (450.0, 120.0, 550.0, 150.0)}
    leaves = {"S": ((20.0, "A"), (130.0, "B")), "T": ((420.0, "C"), (530.0, "D"))}
    boxes: dict[str, Rect] = {**roots, **{n: (x, 250.0, x + 50, 280.0) for pair in leaves.values() for x, n in pair}}
    flipped = {n: (x0, 400 - bottom, x1, 400 - top) for n, (x0, top, x1, bottom) in boxes.items()}
    lines = [path((100, 280), (100, 315), (300, 315), (300, 350)), path((500, 280), (500, 315), (300, 315))]
    for place, pair in (((100, "S"), leaves["S"]), ((500, "T"), leaves["T"])):
        lines += [path((x + 25, 150), (x + 25, 200), (place[0], 200), (place[0], 250)) for x, _ in pair]
    found = parents(page(flipped, *lines))
    assert found == {"A": ["S"], "B": ["S"], "C": ["T"], "D": ["T"], "S": ["R"], "T": ["R"]}


def test_boxes_that_part_twice_without_lines_are_a_chart() -> None:
    whole: dict[str, Rect] = {"Tujuan": (50, 20, 450, 50), "Sasaran": (50, 50, 250, 80), "Strategi": (250, 50, 450, 90)}
    parts: dict[str, Rect] = {f"Kegiatan{k}": (50 + 100 * k, 80, 150 + 100 * k, 120) for k in range(2)}
    assert chart_of(page({**whole, **parts, "Aksi": (250, 90, 450, 120)})) is not None


def test_a_table_whose_headings_part_once_is_no_chart() -> None:
    heads: dict[str, Rect] = {"Target": (50, 20, 250, 40), "Pagu": (250, 20, 450, 40)}
    cells: dict[str, Rect] = {
        f"w{r}{c}": (50 + 100 * c, 40 + 20 * r, 150 + 100 * c, 60 + 20 * r) for r in range(6) for c in range(4)
    }
    assert chart_of(page({**heads, **cells})) is None


def test_the_short_arm_of_a_trunk_may_end_some_points_off_its_box() -> None:
    hung: Rect = (70, 80, 170, 120)
    assert parents(page({"A": A, "B": hung}, path((60, 66), (60, 100)), path((60, 100), (62.5, 100)))) == {"B": ["A"]}


def test_cards_in_rows_are_a_chart_without_lines() -> None:
    places = ((150, 20), (50, 100), (250, 100), (50, 180), (250, 180))
    cards: dict[str, Rect] = {}
    for k, (x, y) in enumerate(places):
        cards |= {f"Kepala{k}": (x, y, x + 150, y + 25), f"Isi{k}": (x, y + 25, x + 150, y + 60)}
    assert chart_of(page(cards)) is not None


def test_cards_with_several_lines_that_stand_in_columns_are_no_table() -> None:
    columns = {"Sasaran Strategis": 20, "Program": 220, "Kegiatan": 420}
    words = [w for text, x in columns.items() for w in write(text, x + 4, 24)]
    frames = [rect((x, 20, x + 160, 35)) for x in columns.values()]
    lines = []
    for y in (40, 79, 118):
        for c, x in enumerate(columns.values()):
            for k, text in enumerate(("Mutu naik", "Indikator Kinerja", "Jumlah pasar")):
                words += write(text, x + 4, y + 4 * c + 2 + 12 * k)
            frames.append(rect((x, y + 4 * c, x + 160, y + 4 * c + 36)))
        lines += [path((x + 160, y + 20), (x + 200, y + 20)) for x in (20, 220)]
    assert read_page(Page(1, 600, 400, tuple(words), (), (*frames, *lines))).chart is not None


def test_a_coloured_head_within_the_frame_of_a_card_is_its_upper_half() -> None:
    frame, head = rect((100, 50, 300, 110)), rect((101, 51, 299, 75), "#2f6fb3", None)
    words = [*write("Taman terawat", 110, 58), *write("Persentase taman terawat", 110, 88)]
    found = read_chart(Page(1, 600, 400, tuple(words), (), (frame, head)))
    assert [(b.lines[0].text, b.fill) for b in found.boxes] == [
        ("Taman terawat", "#2f6fb3"),
        ("Persentase taman terawat", None),
    ]
    assert found.boxes[0].box[3] == found.boxes[1].box[1]


def test_grounds_of_one_colour_end_at_a_rule_between_them() -> None:
    def boxes(*rules: Ruling) -> list[str]:
        words = [*write("Sumur", 24, 24), *write("Kebun", 24, 54)]
        grounds = (rect((20, 20, 120, 50), "#ffcc99", None), rect((20, 50, 120, 80), "#ffcc99", None))
        return [
            " ".join(line.text for line in b.lines)
            for b in read_chart(Page(1, 600, 400, tuple(words), rules, grounds)).boxes
        ]

    assert boxes() == ["Sumur Kebun"]
    assert boxes(Ruling(20, 50, 120, 50)) == ["Sumur", "Kebun"]


def test_badges_stand_on_their_lines_and_brackets_lead_to_each() -> None:
    rows = [(40, 20, "Program", "Taman"), (60, 40, "Kegiatan", "Penanaman"), (60, 60, "Kegiatan", "Pemupukan")]
    words = [w for x, y, label, text in rows for w in (*write(label, x + 2, y), *write(text, x + 44, y))]
    badges = [rect((x, y - 1, x + 40, y + 8), "#0d6efd", None) for x, y, *_ in rows]
    bracket = (Ruling(48, 28, 48, 64), Ruling(48, 44, 58, 44), Ruling(48, 64, 58, 64))
    drawn = Page(1, 600, 400, tuple(words), bracket, tuple(badges))
    assert parents(drawn) == {"Kegiatan Penanaman": ["Program Taman"], "Kegiatan Pemupukan": ["Program Taman"]}


def test_cards_wall_to_wall_that_say_what_they_hold_are_a_chart() -> None:
    boxes, words = [], []
    for x in (20.0, 160.0, 300.0):
        for top in (20.0, 110.0):
            boxes += [rect((x, top, x + 140, top + 30)), rect((x, top + 30, x + 140, top + 90))]
            words += [*write("Penataan Taman Kota", x + 4, top + 10), *write("Indikator :", x + 4, top + 36)]
            words += write("Luas taman terpelihara", x + 4, top + 46)
    drawn = Page(1, 600, 400, tuple(words), (), tuple(boxes))
    assert chart_of(drawn) is not None
    plain = [w for w in words if not w.text.endswith(":")]
    assert chart_of(Page(1, 600, 400, tuple(plain), (), tuple(boxes))) is None


def test_white_painted_on_the_papers_white_makes_no_boxes() -> None:
    """Word paints the ground of every line of a cell white."""
    places = [(x, y) for y in (40, 80, 120) for x in (40, 200, 360)]
    words = [Word(text, 1, (x, y, x + 60, y + 10)) for x, y in places for text in ("Jumlah",)]
    white = tuple(rect((x - 4, y - 2, x + 90, y + 12), "#ffffff", None) for x, y in places)
    assert not read_chart(Page(1, 600, 400, tuple(words), (), white)).boxes


def test_dots_behind_topics_are_where_lines_end_and_begin() -> None:
    def dot(x: float, y: float) -> Shape:
        return Shape(((x - 3, y), (x, y - 3), (x + 3, y), (x, y + 3)), True, curved=True, fill="#555555")

    def curve(*points: Point) -> Shape:
        return Shape(points, False, curved=True, stroke="#999999")

    # inner topics stand before their dots, leaves behind theirs, and a line comes to a dot through the topic
    said = [*write("Jalan", 64, 96), *write("Sungai", 180, 40), *write("Pasar", 184, 156)]
    said += [*write("Bendung", 310, 20), *write("Tanggul", 310, 60), *write("Kios", 310, 156)]
    dots = [(90, 100), (210, 44), (210, 160), (300, 24), (300, 64), (300, 160)]
    lines = [((90, 100), (210, 44)), ((90, 100), (210, 160)), ((210, 44), (300, 24)), ((210, 44), (300, 64))]
    drawn = Page(
        1,
        600,
        400,
        tuple(said),
        (),
        (*(dot(x, y) for x, y in dots), *(curve(*ends) for ends in lines), curve((210, 160), (300, 160))),
    )
    assert parents(drawn) == {
        "Sungai": ["Jalan"],
        "Pasar": ["Jalan"],
        "Bendung": ["Sungai"],
        "Tanggul": ["Sungai"],
        "Kios": ["Pasar"],
    }


def test_a_gradient_painted_in_steps_is_one_ground() -> None:
    def step(bottom: float, fill: str) -> Shape:
        points = ((20.0, 20.0), (120.0, 20.0), (120.0, bottom), (20.0, bottom), (20.0, 20.0))
        return Shape(points, True, fill=fill)

    said = (Word("Jalan", 1, (30, 24, 60, 31), size=7), Word("mantap", 1, (64, 24, 90, 31), size=7))
    shapes = tuple(step(80.0 - 5 * k, f"#{255 - 4 * k:02x}{255 - 3 * k:02x}ff") for k in range(6))
    page = Page(1, 300, 200, said, (), shapes)
    assert [b.box for b in find_boxes(page).boxes] == [(20, 20, 120, 80)]


def test_a_ground_painted_row_by_row_is_one_however_low_a_row_is() -> None:
    rows = ((20.0, 40.0), (40.0, 44.0), (44.0, 70.0))
    shapes = tuple(rect((20, top, 140, bottom), "#99ff99", None) for top, bottom in rows)
    said = (*write("Jalan mantap", 24, 30), *write("dan terang", 24, 52))
    assert [b.box for b in find_boxes(Page(1, 300, 200, said, (), shapes)).boxes] == [(20, 20, 140, 70)]


def test_a_branch_that_does_not_part_is_of_the_chart_of_cards_beside_it() -> None:
    boxes, words = [], []
    for k, top in enumerate((20.0, 110.0, 200.0)):
        for x, width in ((20.0, 120.0), *((150 + n * 360 / (k + 1), 360 / (k + 1)) for n in range(k + 1))):
            boxes += [rect((x, top, x + width, top + 30)), rect((x, top + 30, x + width, top + 90))]
            words += [*write("Penataan Taman Kota", x + 4, top + 10), *write("Indikator :", x + 4, top + 36)]
            words += write("Luas taman terpelihara", x + 4, top + 46)
    words += [w for k in range(4) for w in write("Kepala Dinas Pertamanan Kota Sukamaju", 380, 310 + 12 * k)]
    assert read_page(Page(1, 600, 400, tuple(words), (), tuple(boxes))).chart is not None


def test_the_strip_between_boxes_and_their_frame_is_no_row_of_a_table() -> None:
    walls = [Ruling(20, y, 560, y) for y in (20, 120, 220, 330)] + [Ruling(x, 20, x, 330) for x in (20, 80, 560)]
    walls += [Ruling(90, y, 550, y) for y in (30, 320)] + [Ruling(550, 30, 550, 320)]
    words = []
    for top, bottom, places in ((30, 120, (90, 435)), (120, 220, (90, 320, 435)), (220, 320, (90, 205, 320, 435))):
        words += write("Tingkat", 30, top + 40)
        for x in places:
            walls.append(Ruling(x, top, x, bottom))
            for n, said in enumerate(("Penataan Taman", "Indikator :", "Luas taman", "Formulasi :", "Jumlah luas")):
                words += write(said, x + 6, top + 8 + 12 * n)
    assert read_page(Page(1, 600, 400, tuple(words), tuple(walls), ())).chart is not None


def test_a_ground_that_a_picture_shows_under_several_cards_is_parted_at_their_walls() -> None:
    names = {"Menata taman": (50.0, 100.0, 150.0, 140.0), "Merawat kebun": (150.0, 100.0, 250.0, 140.0)}
    drawn = page(names, rect((51, 100, 252, 140), "#fde38e", None), drawn=False)
    # the frame is not found around the right one
    walls = tuple(Ruling(x, 100, x, 180) for x in (50.0, 150.0, 250.0))
    level = (Ruling(50, 100, 150, 100), Ruling(50, 140, 150, 140))
    found = find_boxes(replace(drawn, rulings=(*walls, *level), method="ocr"))
    assert {name(b): b.box[:1] + b.box[2:3] for b in found.boxes} == {
        "Menata taman": (50.0, 150.0),
        "Merawat kebun": (150.0, 250.0),
    }


def test_a_bus_in_a_picture_whose_drops_are_lost_leads_to_the_boxes_at_whose_middles_it_ends() -> None:
    names = {
        "Menata taman": (250.0, 40.0, 350.0, 80.0),
        "Merawat kebun": (100.0, 104.0, 200.0, 140.0),
        "Menanam pohon": (400.0, 104.0, 500.0, 140.0),
    }
    bus = Ruling(150, 92, 450, 92)
    lost = replace(page(names, rulings=(bus,)), method="ocr")
    assert parents(lost) == {"Merawat kebun": ["Menata taman"], "Menanam pohon": ["Menata taman"]}
    # a line that ends anywhere is none
    assert parents(replace(lost, rulings=(Ruling(120, 92, 480, 92),))) == {}
