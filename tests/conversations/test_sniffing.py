"""What a file really is: good ones pass, those that pretend do not, and nothing hides in what passes (S9)."""

import os
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from letsconnect.conversations.sniffing import KINDS, Unfit, looked_through, plain_name
from tests.conversations.files import PDF, archive, docx, odt, picture, png_that_says, with_place
from tests.figures import Figure

pytestmark = pytest.mark.once
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
GOOD = {
    "guide.pdf": PDF,
    "photo.jpg": picture(),
    "photo.JPEG": picture(),
    "chart.png": picture("PNG"),
    "plan.docx": docx(),
    "plan.odt": odt(),
    "notes.txt": "안녕 مرحبا".encode(),
    "list.csv": b"\xef\xbb\xbfname,what\n",
    "read.md": "# Title\n".encode("utf-16"),
}
BAD = {
    "nothing.pdf": (b"", "empty"),
    "picture.svg": (SVG, "kind"),
    "page.html": (b"<html>", "kind"),
    "run.exe": (b"MZ", "kind"),
    "no-ending": (PDF, "kind"),
    "svg-called.png": (SVG, "kind"),
    "svg-called.txt": (SVG, "kind"),
    "html-called.md": (b"\n <!DOCTYPE html><script>", "kind"),
    "pdf-called.jpg": (PDF, "kind"),
    "jpeg-called.png": (picture(), "kind"),
    "png-called.pdf": (picture("PNG"), "kind"),
    "zip-called.docx": (archive({"a.txt": b"a"}), "kind"),
    "docx-called.xlsx": (docx(), "kind"),
    "odt-called.ods": (odt(), "kind"),
    "binary.txt": (b"a\x00b", "kind"),
    "half.pdf": (PDF[:-7], "kind"),
    "html-in.pdf": (PDF.replace(b"1 0 obj", b"<script>1 0 obj"), "hidden"),
    "zip-behind.pdf": (PDF + docx() + b"%%EOF", "hidden"),
    "behind.docx": (docx() + b"<script>alert(1)</script>", "hidden"),
    "before.docx": (b"%PDF-1.4" + docx(), "kind"),
    "macro.docx": (docx(**{"word/vbaProject.bin": b"x"}), "hidden"),
    "program.docx": (docx(**{"word/run.exe": b"x"}), "hidden"),
    "up.docx": (docx(**{"../../etc/passwd": b"x"}), "hidden"),
    "bomb.docx": (docx(**{"word/media/zeros.bin": b"\x00" * 70_000_000}), "large"),
    "huge.png": (png_that_says(60_000, 60_000), "large"),
    "large.png": (png_that_says(5_000, 5_000), "large"),
    "broken.png": (png_that_says(50, 50), "broken"),
    "broken.jpg": (picture()[:200], "broken"),
    "broken.docx": (docx()[:60] + b"\x00" * 40 + docx()[100:], None),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_passes(name: str) -> None:
    fit = looked_through(name, GOOD[name])

    assert fit.kind in KINDS.values()
    assert fit.content


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_pretends_does_not(name: str) -> None:
    content, why = BAD[name]

    with pytest.raises(Unfit) as unfit:
        looked_through(name, content)

    assert why in (None, unfit.value.why)


def test_a_photo_forgets_where_it_was_taken_and_stands_upright() -> None:
    content = looked_through("photo.jpg", with_place()).content

    image = Image.open(BytesIO(content))
    assert dict(image.getexif()) == {}
    assert image.size == (20, 40)
    assert b"canary photographer" not in content
    assert b"Exif" not in content


def test_what_stands_behind_a_picture_is_gone() -> None:
    for name, form in (("a.jpg", "JPEG"), ("a.png", "PNG")):
        content = looked_through(name, picture(form) + b"<script>alert(1)</script>" + docx()).content

        assert b"<script>" not in content
        assert b"PK\x03\x04" not in content


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("..\\..\\boot.txt", "boot.txt"),
        ("a\r\nSet-Cookie: x.txt", "a Set-Cookie_ x.txt"),
        ("gpj.\u202etxt.pdf", "gpj.txt.pdf"),
        (".txt", "file.txt"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
        ("보고서.pdf", "보고서.pdf"),
    ],
)
def test_a_name_is_only_a_name(name: str, plain: str) -> None:
    assert plain_name(name) == plain


@given(st.text(max_size=300))
def test_no_name_holds_a_folder_or_a_control_character(name: str) -> None:
    plain = plain_name(name)

    assert not set(plain) & set("/\\\r\n\x00\u202e")
    assert len(plain) <= 150


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_damaged_file_is_fit_or_unfit_and_never_an_error(name: str, data: st.DataObject) -> None:
    content = bytearray(GOOD[name])
    for _hit in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(content[: data.draw(st.integers(0, len(content)))])
    with suppress(Unfit):
        looked_through(name, cut)


def test_the_largest_picture_stays_within_memory(figure: Figure, tmp_path: Path) -> None:
    """In a process of its own, so that nothing else counts."""
    large = tmp_path / "large.png"
    large.write_bytes(picture("PNG", size=(4_000, 3_000), mode="RGBA"))
    words = (
        "import sys; from letsconnect.conversations.sniffing import looked_through; "
        "looked_through('large.png', open(sys.argv[1], 'rb').read()); "
        "print(next(int(line.split()[1]) // 1024 for line in open('/proc/self/status') if line[:5] == 'VmHWM'))"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}

    done = subprocess.run(
        [sys.executable, "-c", words, str(large)], capture_output=True, text=True, env=env, check=True
    )

    figure(f"S9, files: {len(BAD)} that pretend, 0 accepted; {done.stdout.strip()} MB at most for the largest picture")
    assert int(done.stdout) < 200
