"""A circle on paper, as SVG and as PNG: what leaves the clinic, and what never does."""

import re
import struct
import zlib
from xml.etree import ElementTree

import pytest

from amity.web.base import drawn_png
from amity.web.course.models import Course
from amity.web.inventory import actions, queries
from amity.web.inventory.models import Circle, Relationship
from amity.web.inventory.paper import on_paper
from tests.cast import World
from tests.conftest import StoppedClock
from tests.web.course import knock
from tests.web.inventory.conftest import begin, make, move, name

SHAPES = {"svg", "title", "desc", "rect", "circle", "text", "tspan", "g", "line", "path"}
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def drawn(world: World, circle: Circle) -> Circle:
    """Inge close, Rui dead and distant, Tom in the tray; Rui is left out of what leaves the clinic."""
    inge, rui, _ = name(world, circle, "Inge & Co", "Rui", "Tom")
    moves = move(inge, "place", (2, 0)), move(rui, "place", (4, 900)), move(rui, "is_dead", True)
    make(world, circle, *moves)
    Relationship.objects.filter(pk=rui.pk).update(left_out=True)
    return circle


def colours(png: bytes) -> set[bytes]:
    """Those that stand in a PNG of four bytes a pixel."""
    wide, high, depth, kind = struct.unpack(">IIBB", png[16:26])
    assert (depth, kind) == (8, 6), "eight bits a channel, with transparency"
    data, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += length + 12
    raw, line = zlib.decompress(data), wide * 4 + 1
    assert len(raw) == line * high
    return {raw[row * line + 1 : row * line + 5] for row in range(high)} | {bytes(set(raw[::line]))}


def test_a_page_for_paper(world: World, course: Course, drawn: Circle) -> None:
    page = knock.text(knock.get(world.ada, f"/circles/{drawn.id}/print"))
    assert "Closeness circle" in page
    assert "Dashed mark: has died." in page
    assert "<dt>Close</dt><dd>Inge &amp; Co</dd>" in page
    assert "<dt>Distant</dt><dd>a person</dd>" in page
    assert "<dt>Not placed</dt><dd>Tom</dd>" in page


def test_nothing_that_is_for_clinicians_alone_leaves(world: World, course: Course, drawn: Circle) -> None:
    inge = next(one for one in Relationship.objects.all() if one.alias.startswith("Inge"))
    answers = [_taken(world, drawn)]
    actions.say_safe(relationship=inge, answer="no", asked_alone=True, words="throws", by=world.ada.user)
    answers.append(_taken(world, drawn))
    assert answers[0] == answers[1]  # no mark and no gap
    for page in answers[0]:
        for word in ("Rui", "inmost ring", "What it counts", "safe", world.maya.name):
            assert word not in page


def _taken(world: World, circle: Circle) -> list[str]:
    return [
        knock.get(world.ada, f"/circles/{circle.id}/{what}").content.decode()
        for what in ("print", "circle.svg")
    ]


def test_an_svg_stands_alone(world: World, course: Course, drawn: Circle) -> None:
    answer = knock.get(world.ada, f"/circles/{drawn.id}/circle.svg")
    assert answer.headers["Content-Type"].startswith("image/svg+xml")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="circle-2026-03-02.svg"'
    assert answer.headers["Cache-Control"] == "no-store"
    root = ElementTree.fromstring(answer.content)
    assert root.findtext(f"{SVG}title") == "Closeness circle of 2 Mar 2026"
    assert root.findtext(f"{SVG}desc") == "Closeness circle. Close: Inge & Co. Distant: a person."
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert {"Inge & Co", "a person", "intimate", "me"} <= set(texts)
    assert "Atkinson Hyperlegible Next" in root.attrib["font-family"]
    for one in root.iter():
        assert not {"style", "href", "onload"} & set(one.attrib), one.tag
        assert one.tag.removeprefix(SVG) in SHAPES
        if one.tag in (f"{SVG}circle", f"{SVG}text"):  # without a colour of its own it would be black
            assert "fill" in one.attrib
        if one.tag == f"{SVG}text":  # a name without a place lies on its mark
            assert one.attrib["y"]


def test_what_shapes_mean_is_said_where_they_stand(world: World, course: Course, drawn: Circle) -> None:
    inge, _, _ = (Relationship.objects.get(pk=one.id) for one in queries.drawn(drawn).there)
    plain = knock.text(knock.get(world.ada, f"/circles/{drawn.id}/circle.svg"))
    assert "Dashed ring" not in plain
    assert "Arrow" not in plain
    make(world, drawn, move(inge, "desired_ring", 1), move(inge, "direction", "away"))
    told = knock.text(knock.get(world.ada, f"/circles/{drawn.id}/circle.svg"))
    assert "Dashed ring at the end of a line: where they should be." in told
    assert "Arrow outwards: going away." in told
    assert "coming closer" not in told


def test_every_name_stands_whole_beneath_the_drawing(world: World, course: Course, circle: Circle) -> None:
    long = "the ceilidh lot from the community hall on Thursdays"
    people = name(world, circle, long, *(f"Somebody with a name {at}" for at in range(20)))
    make(world, circle, *(move(one, "place", (2, at * 150)) for at, one in enumerate(people)))
    root = ElementTree.fromstring(knock.get(world.ada, f"/circles/{circle.id}/circle.svg").content)
    lines = [one.text or "" for one in root.iter(f"{SVG}tspan")]
    written = " ".join(lines)
    assert long in written
    assert all(f"Somebody with a name {at}" in written for at in range(20))
    assert max(map(len, lines)) <= 92
    high = int(root.attrib["viewBox"].split()[3])
    under = [one for one in root.iter(f"{SVG}text") if one.find(f"{SVG}tspan") is not None][-1]
    assert int(under.attrib["y"]) + 18 * (len(list(under)) - 1) < high


@pytest.mark.parametrize("page", ["people", "circle", "replay", "then-and-now"])
def test_other_pages_print_only_where_the_page_for_paper_is(
    world: World, course: Course, drawn: Circle, clock: StoppedClock, page: str
) -> None:
    clock.forward(days=1)
    newer = begin(world)
    address = {
        "people": f"/courses/{course.id}/people",
        "then-and-now": f"/courses/{course.id}/people/then-and-now",
        "circle": f"/circles/{newer.id}",
        "replay": f"/circles/{newer.id}/replay",
    }[page]
    shown = knock.text(knock.get(world.ada, address))
    line = re.search(r'<p class="paper-line">(.*?)</p>', shown)
    assert line
    assert f"/circles/{newer.id}/print" in line[1]


def test_a_name_that_no_file_may_hold(world: World, course: Course, circle: Circle) -> None:
    [who] = name(world, circle, "In\x0bge <b>")
    make(world, circle, move(who, "place", (1, 0)))
    answer = knock.get(world.ada, f"/circles/{circle.id}/circle.svg")
    assert "Inge <b>" in {one.text for one in ElementTree.fromstring(answer.content).iter()}


def test_a_png_is_drawn(world: World, course: Course, drawn: Circle) -> None:
    answer = knock.get(world.ada, f"/circles/{drawn.id}/circle.png")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="circle-2026-03-02.png"'
    assert answer.headers["Cache-Control"] == "no-store"
    png = answer.content
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    wide, high = struct.unpack(">II", png[16:24])
    assert abs(wide - 1600) <= 1
    assert (
        abs(high - 1600 * on_paper(queries.drawn(drawn), queries.names_on_paper(world.maya)).high / 720) <= 1
    )
    assert len(colours(png)) > 1
    assert png == knock.get(world.ada, f"/circles/{drawn.id}/circle.png").content
    Relationship.objects.filter(left_out=True).update(left_out=False)
    assert png != knock.get(world.ada, f"/circles/{drawn.id}/circle.png").content  # letters are drawn


def test_where_it_cannot_be_drawn_the_page_says_what_to_take(
    world: World, course: Course, drawn: Circle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawn_png, "DRAWER", drawn_png.DRAWER.with_name("none.py"))
    answer = knock.get(world.ada, f"/circles/{drawn.id}/circle.png")
    assert answer.status_code == 503
    assert "Take the SVG" in knock.text(answer)


def test_an_empty_circle_is_paper_too(world: World, course: Course, circle: Circle) -> None:
    for what in ("print", "circle.svg", "circle.png"):
        assert knock.get(world.ada, f"/circles/{circle.id}/{what}").status_code == 200


def test_each_download_is_a_read_row(world: World, course: Course, drawn: Circle) -> None:
    knock.get(world.sam, f"/circles/{drawn.id}/circle.svg")
    assert knock.reads(world.sam, world.maya.id, "read") == 1


def test_strangers_and_other_roles(world: World, course: Course, drawn: Circle) -> None:
    for what in ("print", "circle.svg", "circle.png"):
        assert knock.statuses(knock.strangers(world), f"/circles/{drawn.id}/{what}") == {404}
        assert knock.statuses(knock.no_readers(world), f"/circles/{drawn.id}/{what}") == {403}
