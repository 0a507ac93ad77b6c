#!/usr/bin/env python3
"""Draws docs/images/icon.png, the icon of the packages: braces around the arrow from a description to a call. Needs Python alone."""
import math
import pathlib
import struct
import zlib

SIZE, SAMPLES = 128, 4
BACK, FRONT, ACCENT = (28, 61, 90), (244, 247, 250), (255, 183, 77)


def to_segment(x, y, ax, ay, bx, by):
    length = (bx - ax) ** 2 + (by - ay) ** 2
    t = max(0.0, min(1.0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    return math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))


BRACE = [(44, 26), (36, 30), (34, 38), (34, 52), (32, 60), (24, 64), (32, 68), (34, 76), (34, 90), (36, 98), (44, 102)]
ARROW = [((46, 64), (80, 64)), ((68, 51), (81, 64)), ((68, 77), (81, 64))]


def colour(x, y):
    dx, dy = max(abs(x - 64) - 40, 0), max(abs(y - 64) - 40, 0)
    if math.hypot(dx, dy) > 24:
        return None
    if any(to_segment(x, y, *a, *b) < 4.5 for a, b in ARROW):
        return ACCENT
    folded = min(x, SIZE - x)
    if any(to_segment(folded, y, *a, *b) < 4 for a, b in zip(BRACE, BRACE[1:])):
        return FRONT
    return BACK


rows = b""
for row in range(SIZE):
    rows += b"\0"
    for column in range(SIZE):
        inside = [c for i in range(SAMPLES) for j in range(SAMPLES) if (c := colour(column + (i + 0.5) / SAMPLES, row + (j + 0.5) / SAMPLES))]
        mean = [round(sum(c[k] for c in inside) / len(inside)) for k in range(3)] if inside else [0, 0, 0]
        rows += bytes(mean + [round(255 * len(inside) / SAMPLES**2)])


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


path = pathlib.Path(__file__).parent.parent / "docs/images/icon.png"
path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", SIZE, SIZE, 8, 6, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))
