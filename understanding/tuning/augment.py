"""Writes a text a little differently, as a hurried thumb would: the reading must not change."""

from __future__ import annotations

import random

_SWAPS = {
    "he": "she", "she": "he", "him": "her", "his": "her", "himself": "herself",
    "herself": "himself", "man": "woman", "woman": "man", "boyfriend": "girlfriend",
    "girlfriend": "boyfriend", "husband": "wife", "wife": "husband", "guy": "girl",
    "brother": "sister", "sister": "brother", "dad": "mum", "mum": "dad", "son": "daughter",
    "daughter": "son",
}  # fmt: skip
_BESIDE = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x",
}  # fmt: skip
_SPOKEN = {
    "my": ("ma", "me", "my"), "not": ("no", "nae", "not"), "know": ("ken", "know"),
    "about": ("aboot", "bout"), "to": ("tae", "tuh", "to"), "from": ("fae", "frae"),
    "with": ("wi", "wiv"), "you": ("ye", "youse", "you"), "house": ("hoose", "gaff"),
    "out": ("oot", "out"), "down": ("doon", "down"), "friend": ("pal", "butty", "mucker", "mate"),
    "girl": ("lassie", "lass", "wee girl"), "boy": ("lad", "laddie"),
    "children": ("weans", "bairns"), "kids": ("weans", "bairns", "wains"),
    "mum": ("mam", "maw", "mammy"), "dad": ("da", "daddy"), "nothing": ("nowt", "nuthin"),
    "something": ("summat", "something"), "always": ("aye", "always"),
    "little": ("wee", "little"), "very": ("dead", "pure", "wile", "proper"),
    "the": ("the", "d", "th"), "and": ("an", "and"), "of": ("o", "of"),
    "police": ("polis", "peelers", "feds", "police"), "home": ("hame", "home"),
    "now": ("noo", "now"), "going": ("goin", "gannin"), "i": ("a", "ah", "i"),
    "scared": ("feart", "frit", "scared"), "child": ("wean", "bairn"), "yes": ("aye", "yes"),
    "crying": ("greetin", "crying"), "door": ("dure", "door"), "alley": ("ginnel", "close"),
    "phone": ("fone", "phone"), "what": ("wot", "whit", "what"), "this": ("dis", "this"),
}  # fmt: skip
_BEFORE = ("hi", "hello", "please", "sorry", "um", "so", "ok so", "right", "basically", "hiya")
_AFTER = ("please", "pls", "thanks", "lol", "idk", "tbh", "sorry", "xx", "like", "innit")
#: Faces and signs that colour what is said and do not change what it is about.
_SIGNS = tuple("😭😢😰😩🙏😬🥺😳💔🤷👀🙄😅🙃😔😖")


def _mistype(word: str, dice: random.Random) -> str:
    """A word of four letters or more with one slip."""
    at = dice.randrange(1, len(word) - 1)
    slip = dice.randrange(4)
    if slip == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if slip == 1:
        return word[:at] + word[at + 1 :]
    if slip == 2:
        return word[:at] + word[at] + word[at:]
    return word[:at] + dice.choice(_BESIDE.get(word[at], word[at])) + word[at + 1 :]


def rewrite(text: str, dice: random.Random) -> str:
    """The text with other genders, slips of the thumb or small words around it; or as it is."""
    words = text.split(" ")
    if dice.random() < 0.3:
        words = [_SWAPS.get(word, word) for word in words]
    if dice.random() < 0.5:
        words = [
            _mistype(word, dice) if len(word) > 3 and dice.random() < 0.2 else word
            for word in words
        ]
    if len(words) > 3 and dice.random() < 0.15:
        words = [dice.choice(_BEFORE), *words]
    if len(words) > 3 and dice.random() < 0.1:
        words = [*words, dice.choice(_AFTER)]
    if dice.random() < 0.2:
        words = [dice.choice(_SPOKEN.get(word, (word,))) for word in words]
    if len(words) > 8 and dice.random() < 0.15:
        del words[dice.randrange(len(words))]
    if len(words) > 1 and dice.random() < 0.12:
        words = [*words, dice.choice(_SIGNS)]
    return " ".join(words)
