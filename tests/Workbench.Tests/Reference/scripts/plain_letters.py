"""Writes data/letters.csv: lower-case letters of Latin, Greek, Cyrillic and kana, and those that are one of them with an accent.

Source: the canonical decompositions of the Unicode Character Database that Python carries, and the letters that have none but that
other languages write plainly (o for the Danish one with a stroke).
"""

import sys
import unicodedata
from collections import defaultdict

WITHOUT_DECOMPOSITION = {"ø": "o", "ǿ": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "ß": "ss", "æ": "ae", "ǽ": "ae",
                         "ǣ": "ae", "œ": "oe", "þ": "th", "ĳ": "ij", "ŋ": "n", "ς": "σ"}

variants = defaultdict(list)
for code in [*range(0xC0, 0x530), *range(0x1E00, 0x2000), *range(0x3040, 0x3100)]:
    letter = chr(code)
    if letter != letter.lower() or letter in WITHOUT_DECOMPOSITION:
        continue
    base, *marks = unicodedata.normalize("NFD", letter)
    if marks and base.isalpha() and all(unicodedata.category(mark) == "Mn" for mark in marks):
        variants[base].append(letter)
for letter, plain in WITHOUT_DECOMPOSITION.items():
    variants[plain].append(letter)

with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
    file.write("letters,variants\n")
    for plain in sorted(variants):
        file.write(f"{plain},{''.join(variants[plain])}\n")
