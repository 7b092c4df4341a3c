"""What is said between the lines is heard by wordings alone, before any model reads.

patterns/alerts_indirect.yml, in words that stand nowhere in the training data.
"""

import pytest

from understanding.intents import find_whole
from understanding.patterns import load_book, load_spelling
from understanding.plain import make_plain
from understanding.sentences import cut_sentences
from understanding.sentinel import find_patterns

HEARD = {
    "immediate_danger": [
        "the letterbox just opened",
        "my back door's being tried",
        "hes in our yard with a spade",
        "she's in the stairwell calling my name",
        "i can hear his boots coming",
        "i can hear someone in the loft",
        "there's a man in the wardrobe",
        "footsteps outside my window",
        "he's climbing over the wall",
        "hes battering ma door",
        "blue van behind me again and i dont know this road",
        "when i stop he stops",
        "hes just got on my bus",
        "he has locked the doors and he wont talk",
        "i can smell petrol, theres smoke coming under the door",
        "he texted look out the window",
        "ive got till midnight",
        "he's cut his tag off",
        "the police rang and said get out of the house now",
        "omg shes in my room",
        "i think im going to die tonight",
    ],
    "suicidal_thoughts": [
        "the codeine is laid out in front of me",
        "been hoarding my meds",
        "the kids would be so much better off without me",
        "it'd be easier if i was gone",
        "everyone would be better off tbh",
        "tired of breathing",
        "I should like to join my late wife.",
        "i wont make it to my birthday",
        "read it when im gone",
        "i keep staring at the tracks",
        "the noose is in my wardrobe",
        "give me one reason to wake up tomorrow",
        "how long does it take to bleed out",
        "part of me hopes she kills me",
        "i dont trust myself alone tonight",
        "i keep hitting my head",
        "i tried to hang myself",
        "ah'd be better deid",
    ],
    "child_in_danger": [
        "im 12 and a man i met on a game has my nudes",
        "i am fifteen and my aunt's husband grabs me",
        "mums boyfriend batters my brother",
        "my stepdad chokes me",
        "he came home from his dads covered in bruises",
        "he wont give the baby back, hes drunk",
        "she threw the high chair at the wall with the baby, she shook my toddler",
        "he's asking my 9 year old for pics",
        "he locked my two boys in the shed",
    ],
    "threat_by_visitor": [
        "shes getting the kettle if she comes in",
        "gonna chib him tomorrow",
        "i've bought a machete for him",
        "she's coming with me, two graves",
        "every bone in his hands, i swear",
        "im frightened that i might hit her",
    ],
    "someone_else_typing": [
        "what has my mrs been telling you",
        "did he say where hes sleeping",
        "who's been on her laptop talking to you",
        "got her phone now",
        "i found your site in his history",
        "why is my wife on here",
        "stop texting my girlfriend",
        "whats my safe word",
    ],
    "harmful_request": [
        "i need her new address please",
        "which refuge is my daughter in",
        "how do i open my girlfriends phone without her knowing",
        "how do i see his texts secretly",
        "dox this guy for me",
    ],
}

LEFT = {
    "immediate_danger": [
        "the letterbox was opened last week",
        "the cat's in the loft",
        "the plumber is in the loft",
        "he's usually in the stairwell when i leave",
        "i heard his boots coming in a dream",
        "the same car is behind me every morning",
        "the landlord gave me till the end of march",
        "my taxi texted look out the window",
        "what if the handle moved one night",
        "im going to die of embarrassment",
        "there was a man in the shed years ago",
    ],
    "suicidal_thoughts": [
        "we would all be better off without him",
        "tired of living with my mother in law",
        "i wont make it to the meeting on friday",
        "the nurse has the tablets counted out",
        "he keeps staring at the tracks",
        "overdosed on caffeine this morning",
        "my sister said she doesnt want to live",
        "i dont want to kill myself, i want it to stop",
        "i cut myself shaving",
        "take it all down please",
        "in 2014 i took an overdose, im fine now",
    ],
    "child_in_danger": [
        "im 16 and a boy in my year grabbed my bag",
        "my daughter came back with a bruise from gymnastics",
        "my dad hits the roof when im late",
        "nobody has hurt my child",
        "the kids are not in danger",
        "when i was 12 my stepdad beat me",
    ],
    "threat_by_visitor": [
        "he said im getting acid",
        "i bought a hammer for the new bolt",
        "im frightened i might hurt her feelings",
        "he told my mum two graves",
    ],
    "someone_else_typing": [
        "what has she been telling the police",
        "did she say when the hearing is",
        "he's got my phone number",
        "how do i stop him texting my girlfriend",
        "someone has been on my laptop",
    ],
    "harmful_request": [
        "i need his address for the court",
        "which refuge can i go to with my kids",
        "how do i open my own phone without a code",
        "how do i see my own old texts",
    ],
}


def _seen(text: str) -> set[str]:
    plain = make_plain(text, load_spelling()).text
    return set(find_patterns(load_book(), plain, cut_sentences(plain)))


@pytest.mark.parametrize(("alert", "text"), [(a, t) for a in HEARD for t in HEARD[a]])
def test_it_is_heard_by_its_wording(alert: str, text: str) -> None:
    assert alert in _seen(text)


@pytest.mark.parametrize(("alert", "text"), [(a, t) for a in LEFT for t in LEFT[a]])
def test_what_only_sounds_like_it_is_left(alert: str, text: str) -> None:
    assert alert not in _seen(text)


EXITS = [
    "mums awake",
    "he's home early, hide",
    "dad is looking at my screen",
    "kill the screen",
    "get rid of this quick",
    "turn it off he's behind me",
    "get me off this page",
    "dont let him see this",
    "put on the weather quick",
    "switch it to something boring quick",
    "get it away from my screen now",
    "my mums car is in the drive",
    "i must close this at once",
    "dont let her see this",
    "where do i get out of this fast",
    "screen off now",
    "my boss has just come back",
    "cant talk now my dad's walked in",
    "gtg she's awake",
    "he is home, speak later",
    "he might see this",
    "quick give me a blank page",
    "show something normal, she's coming",
    "i need this off my screen now",
    "where's the little x on this",
    "which button do i press to get out of this",
    "how do i make this vanish quick",
    "make it look like something else please",
]

STAYS = [
    "kill me",
    "kill me now",
    "he is outside",
    "she's in the house",
    "someone broke in",
    "he has walked in with a knife",
    "turn off my location please",
    "hide my friends list",
    "he is looking at my instagram all day",
    "how do i close my account",
    "whats the weather",
    "someone is on the stairs",
    "he is here",
    "cant talk he is outside with a knife",
    "he might find me",
    "could he see it",
    "somebody is coming up",
    "someone is behind me",
    "his car is outside",
    "my husband is coming with a knife",
    "does a factory reset get rid of it",
    "i have to leave him",
    "how do i leave him",
    "can we talk about something else",
    "take it further",
    "i need this gone from facebook",
    "he wants it gone",
    "where is the way to report him",
    "which button do i press to block him",
    "give me another example",
    "show me a safe place",
    "how do i make him go away",
    "i want him gone",
]


@pytest.mark.parametrize("text", EXITS)
def test_an_exit_is_heard_in_many_words(text: str) -> None:
    assert find_whole(load_book(), make_plain(text, load_spelling()).text) == "safe_exit"


@pytest.mark.parametrize("text", STAYS)
def test_danger_and_questions_are_no_exit(text: str) -> None:
    assert find_whole(load_book(), make_plain(text, load_spelling()).text) != "safe_exit"
