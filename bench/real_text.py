"""Generates text that costs what news costs: every line another, names and figures of its own, words as often as in news.

    lines = RealText("ru", seed=1).pairs(1000)    # [(source line, target line), ...]

No outside data: the words and their translations are the tables of lang/data/XX/lexicon, names are spelled from syllables that the
transcription tables render letter by letter. Words follow Zipf's law; a name returns or is new (Heaps' law), so that distinct words grow
as in an archive. Half the lines keep the order of the words, the others exchange neighbours: a translation is no word list.
"""
import os
import random

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# Syllables in Latin letters and in Cyrillic ones; those of Latin languages are printed as they are.
SYLLABLES = [a + b for a in "b v g d z k l m n p r s t f".split() for b in "a e i o u".split()]
CYRILLIC = dict(zip("abvgdezklmnoprstfiu", "абвгдезклмнопрстфиу"))
ENDINGS = {"ru": ["", "", "а", "у", "ом", "е"], "uk": ["", "", "а", "у", "ом", "і"]}
FUNCTION_WORDS_EVERY = 4  # words


def lexicon(lang):
    """Pairs (term, first rendering) of a pack, in the order of the tables."""
    folder = os.path.join(HERE, "lang", "data", lang, "lexicon")
    pairs = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".tsv"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as f:
            for line in f:
                if not line.startswith("#") and "\t" in line:
                    term, renderings = line.rstrip("\n").split("\t")[:2]
                    pairs.append((term, renderings.split("; ")[0]))
    return sorted(set(pairs))


def function_words(lang):
    with open(os.path.join(HERE, "lang", "data", lang, "function-words.tsv"), encoding="utf-8") as f:
        return [line.split("\t")[0].strip() for line in f if line.strip() and not line.startswith("#")]


class RealText:
    """Lines of one language and English. The same seed gives the same lines."""

    def __init__(self, lang, seed):
        self.lang = lang
        self.rng = random.Random(seed)
        self.words = lexicon(lang)
        random.Random(lang).shuffle(self.words)  # which words are frequent: the same for every seed
        self.fillers = {side: function_words(side) for side in (lang, "en")}
        self.names = []

    def zipf(self, items):
        """An item, the one of rank r about 1 / r as often as the first."""
        return items[min(int(len(items) ** self.rng.random()) - 1, len(items) - 1)]

    def name(self):
        """A name in both languages; one in five is new."""
        if not self.names or self.rng.random() < 0.2:
            self.names.append("".join(self.rng.choice(SYLLABLES) for _ in range(self.rng.choice((2, 3, 3, 4)))) +
                              self.rng.choice(("n", "r", "s", "v", "k")))
        name = self.rng.choice(self.names) if self.rng.random() < 0.5 else self.names[-1 - int(
            len(self.names) * self.rng.random() ** 3)]
        here = name
        if self.lang in ENDINGS:
            here = "".join(CYRILLIC[c] for c in name) + self.rng.choice(ENDINGS[self.lang])
        return here.capitalize(), name.capitalize()

    def pair(self):
        """A line and its translation."""
        rng = self.rng
        source, target = [], []
        for i in range(rng.randint(8, 26)):
            if rng.random() < 0.08 and i > 0:
                here, there = self.name()
            elif rng.random() < 0.05:
                here = there = str(rng.choice((rng.randint(2, 99), rng.randint(100, 9999), rng.randint(1990, 2030))))
            else:
                here, there = self.zipf(self.words)
            source.append(here)
            target.append(there)
            if i % FUNCTION_WORDS_EVERY == 0:
                source.append(self.zipf(self.fillers[self.lang]))
                target.append(self.zipf(self.fillers["en"]))
        if rng.random() < 0.5:
            at = rng.randrange(len(target) - 1)
            target[at], target[at + 1] = target[at + 1], target[at]
        return tuple(" ".join(side)[0].upper() + " ".join(side)[1:] + "." for side in (source, target))

    def pairs(self, count):
        return [self.pair() for _ in range(count)]

    def texts(self, count, lost=0.05):
        """Lines of both sides; of each side a share `lost` has no counterpart. With the gold beads (indices or None)."""
        source, target, gold = [], [], []
        for here, there in self.pairs(count):
            fate = self.rng.random()
            if fate >= lost:
                source.append(here)
            if fate < lost or fate >= 2 * lost:
                target.append(there)
            gold.append((len(source) - 1 if fate >= lost else None, len(target) - 1 if fate < lost or fate >= 2 * lost else None))
        return source, target, gold
