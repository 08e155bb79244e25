"""What a file really is, found from its content; and the few kinds that people may share. Pure.

A picture is written anew, so that nothing hides in it or behind it: no place, no camera, no second file. Documents are
looked through without being opened: no programs, no second file glued on, no few bytes that unfold to gigabytes.
"""

import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 13_000_000  # a telephone's photo has twelve
MOST_UNFOLDED = 60_000_000
MOST_PARTS = 3_000
MARKUP = ("<!doctype", "<html", "<svg", "<script", "<?xml", "<?php", "#!")
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OFFICE_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OFFICE_KIND = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "odt": f"{OPEN_DOCUMENT}text",
    "ods": f"{OPEN_DOCUMENT}spreadsheet",
    "odp": f"{OPEN_DOCUMENT}presentation",
    "docx": f"{OFFICE_KIND}wordprocessingml.document",
    "xlsx": f"{OFFICE_KIND}spreadsheetml.sheet",
    "pptx": f"{OFFICE_KIND}presentationml.presentation",
    "txt": "text/plain",
    "csv": "text/csv",
    "md": "text/markdown",
}
ACCEPTED = ",".join(f".{ending}" for ending in (*KINDS, "jpeg"))


class Unfit(Exception):
    """The file cannot be shared; `why`: "empty", "kind", "hidden" (something hides in it), "large", "broken"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Fit:
    """A file as it may be kept and given out."""

    name: str
    kind: str
    content: bytes


def looked_through(name: str, content: bytes) -> Fit:
    """The file, cleaned where it is a picture. Raises Unfit."""
    name = plain_name(name)
    ending = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    if not content:
        raise Unfit("empty")
    if ending not in KINDS:
        raise Unfit("kind")
    return Fit(name, KINDS[ending], LOOK[ending](ending, content))


def plain_name(name: str) -> str:
    """A file's name without folders, control characters and tricks of direction, at most 150 characters long."""
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    base = " ".join(base.split())
    base = "".join(char for char in base if unicodedata.category(char)[0] != "C")
    base = re.sub(r'[<>:"|?*]', "_", base).rstrip(" .").lstrip()
    stem, dot, ending = base.rpartition(".")
    return f"{stem.strip(' .')[: 149 - len(ending)] or 'file'}{dot}{ending}" if dot and len(ending) < 10 else base[:150]


def _pdf(_ending: str, content: bytes) -> bytes:
    if not re.match(rb"%PDF-[12]\.\d", content) or not content.rstrip(b"\r\n\t \x00").endswith(b"%%EOF"):
        raise Unfit("kind")
    head = content[:1024].lower()
    if any(mark.encode() in head for mark in MARKUP) or b"PK\x05\x06" in content[-65_557:]:
        raise Unfit("hidden")
    return content


def _picture(ending: str, content: bytes) -> bytes:
    """The picture's points only, turned the way the camera held it."""
    form = {"png": "PNG", "jpg": "JPEG"}[ending]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            image: Image.Image = Image.open(BytesIO(content), formats=(form,))
        if image.width * image.height > MOST_PIXELS:
            raise Unfit("large")
        ImageOps.exif_transpose(image, in_place=True)
    except UnidentifiedImageError as error:
        raise Unfit("kind") from error
    except Image.DecompressionBombError as error:
        raise Unfit("large") from error
    except Unfit:
        raise
    except Exception as error:  # whatever a decoder says of a file that pretends to be a picture
        raise Unfit("broken") from error
    clear = form == "PNG" and image.has_transparency_data
    mode = "RGBA" if clear else "L" if image.mode in ("1", "L") else "RGB"
    points = image if image.mode == mode else image.convert(mode)
    points.info.clear()
    written = BytesIO()
    points.save(written, form, **({"quality": 88} if form == "JPEG" else {}))
    return written.getvalue()


def _open_document(ending: str, content: bytes) -> bytes:
    with _archive(content) as archive:
        first = archive.infolist()[0]
        said = archive.read(first).decode("ascii", "replace") if first.filename == "mimetype" else ""
        if first.file_size > 100 or said != KINDS[ending]:
            raise Unfit("kind")
    return content


def _office(ending: str, content: bytes) -> bytes:
    with _archive(content) as archive:
        if not {"[Content_Types].xml", OFFICE_PARTS[ending]} <= set(archive.namelist()):
            raise Unfit("kind")
    return content


def _archive(content: bytes) -> zipfile.ZipFile:
    """The parts of a document, all of which unfold to what they say and none of which is a program. It must begin and
    end with itself: nothing stands before or behind it."""
    if not content.startswith(b"PK\x03\x04"):
        raise Unfit("kind")
    if content[-22:-18] != b"PK\x05\x06" or b"%PDF-" in content[:1024]:
        raise Unfit("hidden")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
        parts = archive.infolist()
        if not parts or len(parts) > MOST_PARTS or min(part.header_offset for part in parts) != 0:
            raise Unfit("hidden")
        if any(_is_program(part.filename) or part.flag_bits & 1 for part in parts):
            raise Unfit("hidden")
        _unfold(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        raise Unfit("broken") from error
    return archive


def _is_program(name: str) -> bool:
    low = name.lower()
    endings = (".bin.exe", ".exe", ".dll", ".js", ".vbs", ".bat", ".cmd", ".sh", ".zip", ".jar", ".html", ".htm")
    return low.endswith(endings) or "vbaproject" in low or low.startswith(("basic/", "scripts/")) or ".." in low


def _unfold(archive: zipfile.ZipFile) -> None:
    """Count what it unfolds to, whatever it says of itself, and stop at the limit."""
    room = MOST_UNFOLDED
    for part in archive.infolist():
        with archive.open(part) as stream:
            while piece := stream.read(1 << 16):
                room -= len(piece)
                if room < 0:
                    raise Unfit("large")


def _text(_ending: str, content: bytes) -> bytes:
    """Plain text, as UTF-8."""
    try:
        wide = content[:2] in (b"\xff\xfe", b"\xfe\xff")
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unfit("kind") from error
    if any(unicodedata.category(char) == "Cc" and char not in "\t\n\r\f" for char in text):
        raise Unfit("kind")
    if text.lstrip().lower().startswith(MARKUP) or text.startswith("%PDF-"):
        raise Unfit("kind")
    return text.encode()


LOOK: dict[str, Callable[[str, bytes], bytes]] = {
    "pdf": _pdf,
    "png": _picture,
    "jpg": _picture,
    **dict.fromkeys(("odt", "ods", "odp"), _open_document),
    **dict.fromkeys(OFFICE_PARTS, _office),
    **dict.fromkeys(("txt", "csv", "md"), _text),
}
