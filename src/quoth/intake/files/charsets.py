"""The encodings that a web page may name, by what pages call them.

The names are the labels of the Encoding Standard (https://encoding.spec.whatwg.org), which browsers
follow, without case and signs. What Python knows beyond them is either no encoding of text, such as
base64, or meant for something else, such as punycode: a page can't name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

_LABELS: Final[Mapping[str, str]] = {
    "cp866": "866 cp866 csibm866 ibm866",
    "iso8859-3": "csisolatin3 isoir109 l3 latin3",
    "iso8859-2": "csisolatin2 isoir101 l2 latin2",
    "iso8859-4": "csisolatin4 isoir110 l4 latin4",
    "iso8859-5": "csisolatincyrillic cyrillic isoir144",
    "iso8859-6": "arabic asmo708 csiso88596e csiso88596i csisolatinarabic ecma114 iso88596e "
                 "iso88596i isoir127",
    "iso8859-7": "csisolatingreek ecma118 elot928 greek greek8 isoir126 suneugreek",
    "iso8859-8": "csiso88598e csiso88598i csisolatinhebrew hebrew iso88598e iso88598i isoir138 "
                 "logical visual",
    "iso8859-10": "csisolatin6 isoir157 l6 latin6",
    "iso8859-13": "", "iso8859-14": "", "iso8859-15": "csisolatin9 l9", "iso8859-16": "",
    "koi8-r": "cskoi8r koi koi8 koi8r",
    "koi8-u": "koi8ru koi8u",
    "mac-roman": "csmacintosh mac macintosh xmacroman",
    "mac-cyrillic": "xmaccyrillic xmacukrainian",
    "cp874": "dos874 iso885911 tis620 windows874",
    "cp1250": "", "cp1251": "", "cp1253": "", "cp1255": "", "cp1256": "", "cp1257": "",
    "cp1258": "",
    "cp1252": "ansix341968 ascii cp819 csisolatin1 ibm819 iso88591 iso885911987 isoir100 l1 latin1 "
              "usascii",
    "cp1254": "csisolatin5 iso88599 iso885991989 isoir148 l5 latin5",
    "gb18030": "chinese csgb2312 csiso58gb231280 gb18030 gb2312 gb231280 gbk isoir58 xgbk",
    "big5hkscs": "big5 big5hkscs cnbig5 csbig5 xxbig5",
    "euc-jp": "cseucpkdfmtjapanese eucjp xeucjp",
    "iso2022-jp": "csiso2022jp iso2022jp",
    "cp932": "csshiftjis ms932 mskanji shiftjis sjis windows31j xsjis",
    "cp949": "cseuckr csksc56011987 euckr isoir149 korean ksc56011987 ksc56011989 ksc5601 "
             "windows949",
}  # fmt: skip
"""Python's name of each encoding, and the labels that its name doesn't make by itself."""


def decoded(data: bytes, label: str) -> str | None:
    """Return the text of a page that names its encoding; nothing if it can't be decoded."""
    codec = _codecs().get(_squashed(label))
    if codec is None:
        return None
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        # Browsers have five more signs in Windows-1252 than Python: control characters.
        return data.decode("latin-1") if codec == "cp1252" else None


@cache
def _codecs() -> dict[str, str]:
    """Return Python's name of each encoding, by label."""
    return {label: codec for codec, text in _LABELS.items() for label in _labels(codec, text)}


def _labels(codec: str, text: str) -> Iterator[str]:
    """Yield the labels of an encoding."""
    yield from text.split()
    if codec.startswith("cp125"):
        number = codec.removeprefix("cp")
        yield from (codec, f"xcp{number}", f"windows{number}")
    elif codec.startswith("iso8859"):
        yield _squashed(codec)


def _squashed(label: str) -> str:
    """Return a label without case and signs."""
    return re.sub(r"[^a-z0-9]", "", label.lower())
