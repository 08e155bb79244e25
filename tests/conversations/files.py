"""Files for the tests: good ones, and ones that pretend."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def picture(form: str = "JPEG", *, size: tuple[int, int] = (40, 20), mode: str = "RGB", exif: bytes = b"") -> bytes:
    written = BytesIO()
    Image.new(mode, size, (200, 30, 30)).save(written, form, **({"exif": exif} if exif else {}))
    return written.getvalue()


def with_place() -> bytes:
    """A photo that knows where it was taken, by whom, and that the camera was turned."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x013B] = "canary photographer"
    exif[0x8825] = {1: "N", 2: (5.0, 36.0, 13.0), 3: "W", 4: (0.0, 11.0, 13.0)}
    return picture(exif=exif.tobytes())


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\x00" * 99)) + chunk(b"IEND", b"")
    )


def archive(parts: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return written.getvalue()


def docx(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more})


def odt() -> bytes:
    return archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<office/>"})
