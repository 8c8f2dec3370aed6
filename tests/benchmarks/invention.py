"""Chance, and text and names made by it: what the benchmarks' stores are invented from.

Text is drawn word by word, so that its statistics are those of real text and its meaning is none:

- Words follow Zipf's law, and the vocabulary grows with the text by Heaps' law. About half of the
  words are English function words, by frequency nearly 1 / rank; the others are made up when they
  are first drawn, by ranks with a power-law tail: P(rank > r) = (1 + r / q) ** -a. A tail of
  exponent a gives a vocabulary that grows as n ** (1 / (1 + a)), here n ** 0.6: L. Lü, Z.-K. Zhang
  and T. Zhou, "Zipf's law leads to Heaps' law", PLoS ONE 5 (2010) e14139. There are two regimes
  because real text has two: M. Gerlach and E. G. Altmann, "Stochastic model for the vocabulary
  growth in natural languages", Physical Review X 3 (2013) 021006. Unlike a Simon or a Pitman-Yor
  process, which has the same tail, this keeps no memory of the text so far.
- A fifth of the content words are those of a subject, so that what is on one topic shares words.

Names of people are composed at random from lists of given and of family names; whoever bears one
of them has nothing to do with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from math import log
from random import Random
from typing import Final, TypeVar

_Item = TypeVar("_Item")


def parts(text: str, separator: str | None = None) -> list[str]:
    """Return what stands between separators: lists are easier to read as text."""
    return text.split(separator)


_FUNCTION_WORDS: Final = parts("""
the of to and a in that is for it we on be will are with this have not as they our by was has he
from at but an or their there what who all would been more if which were can no his you us so than
when about do must these any only should now its them because could those then into also very I my
how after over before other some out up does did against where may between her she every your
while under both without until such through being each him cannot don’t it’s we’re won’t I’m didn’t
""")
_ONSETS: Final = parts(
    "b c d f g h j k l m n p r s t v w b c d f g l m n p r s t v br ch cl cr dr fl fr gr pl pr sc"
    " sh sl sp st str th tr"
)
_NUCLEI: Final = parts("a e i o u a e i o a e ai ea ee ie ou")
_CODAS: Final = ["", "", "", *parts("n r l s t n r l nd nt rm st ck m x d rn lt")]
_ENDINGS: Final = parts("s s s ed ed ing ing er ers ly al ation able ive ity")

# Of each language given names, family names, and what further family names end in.
_PEOPLE: Final = [
    [parts(names) for names in parts(language, "|")]
    for language in parts(
        """
Anna Oleg Irina Pavel Natalia Viktor Olena Andriy Dmytro Ludmila Boris Vera Roman Marta
| Borodenko Tarasov Melnik Savchuk Orlovska Kravets Petrenko Zorin Danilov Hrytsak Volkova Lysenko
  Makarov Pavlyuk Sidorenko Bilyk Romanchuk Yarova | enko ov ova chuk ska in yuk;
Camille Luc Élodie Benoît Margaux Théo Hélène Rémi Agnès Gaël Solène Noé Zoé Étienne
| Lefèvre Marchand Béranger Dufour Garnier Hébert Lacroix Moulin Perret Rousselin Saunier Thibault
  Vasseur Bonnard Chevrel Delaunay Fauré Guérin | ier eau elle ard ère on;
Jana Matthias Ulrike Jürgen Sabine Lukas Käthe Stefan Björn Ingrid Lars Annika Søren Maja
| Brandt Hölzer Köhler Lindqvist Möllmann Nyström Østergaard Petersen Rasmussen Schäfer Thorsen Vogt
  Weißberg Zimmerling Ekström Falk Gärtner Hansson | sen mann ström gård ler berg;
Lucía Mateo Inês João Carmen Álvaro Beatriz Rodrigo Sofía Tomás Núria Martín Pilar Andrés
| Aguilar Barros Cárdenas Domínguez Estévez Figueroa Gonçalves Herrera Ibáñez Lozano Muñoz Navarro
  Ochoa Peña Quintana Robledo Salcedo Teixeira | ez eira ado ano án ões;
Amira Khalid Leila Omar Yasmin Hassan Noor Tariq Salma Karim Farah Idris Zahra Younes
| al-Amin Benali Chaouch Darwish El-Sayed Farouk Ghanem Haddad Idrissi Jaber Khoury Mansour Nasser
  Qasim Rahmani Saleh Tahan Zaidi | i ani awi ah eddine our;
Grace Peter Adaeze Samuel Ruth Daniel Chinwe Thomas Joy Edward Amara Henry Alice Kwame
| Adeyemi Boateng Carver Dunmore Ekwueme Fairley Gathoni Hartwell Ilesanmi Jennings Kamau Langley
  Mbeki-Cole Norwood Okonjo Pemberton Redfern Wanjiru | ton ford well ley emi onjo;
Mei Kenji Priya Arjun Hana Wei Ananya Minh Yuki Ravi Linh Jin Sunita Haruto
| Banerjee Chaudhary Deshmukh Fujimori Gupta Hoang Ishikawa Jiang Kapoor Liang Mori Nair Okabe Pham
  Rao Shimizu Tanaka-Bose Xu | moto kawa wala esh ura ang""",
        ";",
    )
]
LANGUAGES: Final = len(_PEOPLE)
CYRILLIC: Final = 0
"""The language whose names are transliterated."""
_CYRILLIC: Final = str.maketrans(
    "abvgdezijklmnoprstufhycxqwABVGDEZIJKLMNOPRSTUFHYCXQW",
    "абвгдезийклмнопрстуфхыцксвАБВГДЕЗИЙКЛМНОПРСТУФХЫЦКСВ",
)
_MEAN_LENGTH: Final = 25
_LENGTH_SIGMA: Final = 0.7
_TAIL: Final = 1 / 1.5  # a, for 1 / (1 + a) = 0.6
_FLAT: Final = 150.0  # q: about so many content words are equally frequent


class Dice:
    """What is drawn at random, beyond what `random` has."""

    def __init__(self, seed: int) -> None:
        """Start from a seed."""
        rng = Random(seed)  # noqa: S311  # not for secrets
        self.random = rng.random
        self.normal = rng.gauss
        self.log_normal = rng.lognormvariate
        self.exponential = rng.expovariate

    def chance(self, probability: float) -> bool:
        """Tell whether something of this probability happens."""
        return self.random() < probability

    def below(self, end: int) -> int:
        """Return a number from 0, less than `end`."""
        return int(self.random() * end)

    def any(self, items: Sequence[_Item]) -> _Item:
        """Return an item, each as likely."""
        return items[int(self.random() * len(items))]

    def ranked(self, items: Sequence[_Item]) -> _Item:
        """Return an item, the first the likeliest: in proportion to 1 / rank, nearly."""
        return items[int((len(items) + 1) ** self.random()) - 1]

    def several(self, items: Sequence[_Item], mean: float) -> list[_Item]:
        """Return different items, at least one, by rank; fewer than drawn where they are few."""
        count = 1 + int(self.exponential(1 / mean))
        return list(dict.fromkeys(self.ranked(items) for _ in range(count)))


class Language:
    """Text with the statistics of text, and nothing to say."""

    def __init__(self, dice: Dice) -> None:
        """Know the function words, and no other yet."""
        self.dice = dice
        self.tokens = 0
        self.by_rank: dict[int, str] = {}
        self._stems: list[str] = []
        self._taken = set(_FUNCTION_WORDS)
        # Each function word stands here as often as it is frequent (Zipf-Mandelbrot).
        self._function_words = [
            word
            for rank, word in enumerate(_FUNCTION_WORDS, 1)
            for _ in range(round(4000 / (rank + 2.7)))
        ]

    def draw(self, count: int, subject: Sequence[int]) -> list[str]:
        """Return words; a fifth of the content words are a subject's, which come by rank."""
        random, known = self.dice.random, self.by_rank
        function_words, many = self._function_words, len(self._function_words)
        power = -1 / _TAIL
        words = []
        content = False
        for left in range(count, 0, -1):
            content = left == 1 or random() < (0.35 if content else 0.72)
            if not content:
                words.append(function_words[int(random() * many)])
                continue
            if subject and random() < 0.2:
                rank = subject[int(random() * len(subject))]
            else:
                rank = int(_FLAT * ((1 - random()) ** power - 1))
            words.append(known.get(rank) or self._invent(rank))
        self.tokens += count
        return words

    def name(self, syllables: int) -> str:
        """Return a made-up word of some syllables."""
        dice = self.dice
        return "".join(
            dice.any(_ONSETS) + dice.any(_NUCLEI) + (dice.any(_CODAS) if last else "")
            for last in [*[False] * (syllables - 1), True]
        )

    def _invent(self, rank: int) -> str:
        """Make the word of a rank: new, inflected, or a name; the earlier, the shorter."""
        dice, number = self.dice, len(self.by_rank)
        word = ""
        while len(word) < 3 or word in self._taken:
            if self._stems and number > 50 and dice.chance(0.45):
                word = dice.any(self._stems) + dice.any(_ENDINGS)
                continue
            word = self.name(1 + dice.below(2) + (number > 1000) * dice.below(2))
            if word[-1] not in "aeiou":
                self._stems.append(word)
            if number > 300 and dice.chance(0.2):
                word = word.capitalize()
        self._taken.add(word)
        self.by_rank[rank] = word
        return word

    def person(self, language: int | None = None) -> tuple[str, str]:
        """Return a given and a family name of a language, or of any."""
        dice = self.dice
        given, families, endings = dice.any(_PEOPLE) if language is None else _PEOPLE[language]
        family = dice.any(families)
        if dice.chance(0.7):
            family = f"{self.name(1 + dice.below(2)).capitalize()}{dice.any(endings)}"
        return dice.any(given), family

    def length(self) -> int:
        """Return how many words a quote has."""
        mean = log(_MEAN_LENGTH) - _LENGTH_SIGMA**2 / 2
        return min(max(round(self.dice.log_normal(mean, _LENGTH_SIGMA)), 1), 400)

    def subject(self) -> list[int]:
        """Return the ranks of the words that belong to a subject."""
        return [int(50 * 100 ** self.dice.random()) for _ in range(60)]

    def prose(
        self, length: int, subject: Sequence[int] = (), names: Iterable[str] = (), marks: str = ""
    ) -> str:
        """Return sentences of so many words, holding names; marks enclose a part of them."""
        dice = self.dice
        words = self.draw(length, subject)
        for name in names:
            words[dice.below(length)] = name
        if length > 3 and dice.chance(0.12):
            words[dice.below(length)] = f"{int(10 ** (6 * dice.random())):,}"
        start = 0
        while start < length:
            end = min(start + 3 + int(dice.log_normal(2.6, 0.5)), length)
            if end - start > 9:
                words[start + 3 + dice.below(end - start - 6)] += ","
            words[start] = words[start][:1].upper() + words[start][1:]
            if end < length or not dice.chance(0.4):
                words[end - 1] += "." if dice.random() < 0.94 else "?"
            start = end
        if marks:
            first = dice.below(max(1, length - 3))
            last = min(first + 1 + dice.below(max(2, length // 2)), length - 1)
            words[first] = marks[0] + words[first]
            words[last] += marks[1]
        text = " ".join(words)
        return text if dice.chance(0.3) else text.replace("’", "'")


def plain(text: str) -> str:
    """Return a name as those write it who lack the keys for its accents."""
    text = text.replace("ø", "o").replace("Ø", "O").replace("ß", "ss")
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def cyrillic(text: str) -> str:
    """Return a name in Cyrillic letters, nearly as its bearer would write it."""
    return text.translate(_CYRILLIC)


def slug(text: str) -> str:
    """Return a name as an id."""
    letters = "".join(sign if sign.isalnum() else "-" for sign in plain(text).lower())
    return "-".join(part for part in letters.split("-") if part)
