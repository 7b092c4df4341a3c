"""Plain words by which somebody says what is special about them, or asks about work, school or the
net, for themselves (`actions/plainly.py` says how they are used). The first that fits counts.
"""

from __future__ import annotations

from actions.routing import Topics, words

#: The person who does this is in the police.
IN_THE_POLICE = words(
    "(?:he|she|they)'?(?:s| is| are) (?:a |an |in the |also )?(?:police|cop|copper|pc)\\b",
    "(?:if|that) (?:he|she)'?s a (?:cop|copper|police)", "(?:cop|copper)s? (?:him|her)self",
    "special constable", "(?:works|serves) (?:for|in|with) the police", "in the force",
    "(?:cousin|uncle|brother|dad|mate|father) is (?:the |a |in the )*(?:local )?"
    "(?:bobby|police|cop|sergeant)", "ex is still serving",
    "(?:ex|husband|wife|partner|boyfriend|girlfriend) (?:is|was) (?:a |in the )?(?:police|cop)",
)  # fmt: skip

_WHAT_CAN_I_DO = "wh(?:at|it) (?:can|could|should|do|cn) (?:i|we|a|ah) (?:even )?(?:do|dae)"

OF_ONESELF: Topics = (
    (
        words(
            # Of family, work and school there are answers of their own (actions/challenging.py).
            "(?:neighbou?rs?|people|every(?:one|body)|others) (?:all |just |always )?"
            "(?:says?|said|saying|reckons?|thinks?|told me|tells me)(?: that)? "
            "(?:i'?m|i am|i|it'?s|it is|its)(?: just| only| all)? "
            "(?:imagin\\w+|in my head|mak(?:e|ing) (?:it|things|this) up|paranoid"
            "|seeing things|going (?:mad|doolally|senile|soft))",
        ),
        "utter_recognising_doubt",
    ),
    (
        words(
            "^(?:i'?m|i am) (?:so |very |really |just |too )*"
            "(?:afraid|scared|frightened|terrified)(?: now| tonight)?(?=\\W*$)",
        ),
        "utter_recognising_feelings",
    ),
    (IN_THE_POLICE, "utter_recognising_barrier_police"),
    (
        words(
            "(?:my |the )?english (?:is )?(?:not|no|bad|poor|little)(?: so| very)?(?: good| well)?",
            "(?:don'?t|not|no) (?:speak|understand)(?: much| good| well)? english",
            "(?:speak|talk|helps?|help me|anyone|someone) (?:in )?(?:polish|romanian|urdu|arabic"
            "|punjabi|bengali|somali|ukrainian|lithuanian|portuguese|turkish|chinese|gujarati"
            "|farsi|spanish|french)",
        ),
        "utter_language_other",
    ),
    (
        words(
            "(?:ask|check|see|want|show)(?: me| them)?(?: for)? (?:my )?papers", "visa",
            "home office", "deport\\w*", "asylum", "immigration",
            "(?:send|sent) (?:me|us) (?:back|home|out of)", "(?:am|i'?m|being|here) illegal\\w*",
            "leave to remain", "undocumented", "migrants?", "refugees?", "(?:no|without) papers",
        ),
        "utter_recognising_barrier_migrant",
    ),
    (
        words(
            "disab(?:led|ility|ilities)", "wheelchair", "autis(?:m|tic)", "adhd",
            "learning (?:difficult\\w+|disab\\w+)",
        ),
        "utter_recognising_barrier_disabled",
    ),
    (
        words(
            "(?:forced|arranged) marriage", "(?:force|forced|make|making|made) me (?:to )?marry",
            "no to the (?:marriage|wedding|proposal)", "izzat", "family honou?r",
        ),
        "utter_recognising_barrier_honour",
    ),
    (
        words(
            "both (?:of us )?(?:are )?(?:women|girls|men|lads)", "(?:outed|outing|out) me to",
            "threat\\w* to out me",
        ),
        "utter_recognising_barrier_lgbt",
    ),
    (
        words(
            "(?:seriously|help|believe\\w*) (?:a |an )?(?:man|men|bloke|guy|lad)s?",
            "(?:take|believe|help) (?:a |an )?(?:man|men|bloke|guy|lad)s?\\b(?: seriously)?",
            "(?<!line )(?<!lines )(?<!help )(?<!service )(?:for|happens? to) "
            "(?:blokes|men|lads|guys)",
        ),
        "utter_recognising_barrier_men",
    ),
    (
        words("(?:count|matters?|stalking|real|crime).{0,20}(?:only|just|all) online"),
        "utter_doubts_online",
    ),
    (
        words(
            "(?:what|how).{0,24}(?:my |the )?(?:trust|employer|work|workplace|company|boss|hospital"
            "|manager|hr) (?:be doing|have to do|supposed to|owe|is meant to|should do)",
            "(?:what|how) (?:should|must) (?:my|the) (?:trust|employer|work|workplace|company|boss"
            "|hospital|manager|hr)\\b",
        ),
        "utter_safety_planning_work_duty",
    ),
    (
        words(
            "(?:should i|do i|gonna|going to|thinking of|want to|have to|might) (?:just |really )?"
            "(?:quit(?:ting)?|resign(?:ing)?|leav(?:e|ing) my job|hand(?:ing)? in my notice)",
        ),
        "utter_safety_planning_work",
    ),
    (
        words(
            f"{_WHAT_CAN_I_DO}.{{0,20}}(?:school|college|6th form|sixth form)",
        ),
        "utter_safety_planning_school",
    ),
    (
        words(
            f"{_WHAT_CAN_I_DO}.{{0,20}}(?:uni|university|halls|campus)",
            "help (?:me |us )?at (?:my )?(?:uni|university)", "student (?:support|services)",
        ),
        "utter_safety_planning_university",
    ),
    (
        words(
            f"{_WHAT_CAN_I_DO}.{{0,20}}(?:at work|in work|my job|the office)",
        ),
        "utter_safety_planning_work",
    ),
    (
        words(
            "(?:how|can|could).{0,12}text(?:ing)? (?:the )?(?:police|polis|999)",
            "^text (?:the )?(?:police|999)",
        ),
        "utter_police_text",
    ),
    (
        words(
            "interpreter.{0,24}(?:not|isn'?t|don'?t).{0,20}(?:club|community|know|family|friend)",
            "interpreter.{0,24}(?:his|her|their|my) "
            "(?:friend|cousin|brother|sister|mate|family|boss)",
        ),
        "utter_obstacles_deaf",
    ),
    (
        words(
            f"^(?:so |ok |but |and )*{_WHAT_CAN_I_DO}(?: now| then| about (?:it|this))?(?=\\W*$)",
            "^(?:i )?(?:really |just )?(?:don'?t|dont|do not) know wh(?:at|it) "
            "(?:to|i should|i can) do"
            "(?: now| anymore| any more| about (?:it|this))?(?=\\W*$)",
            "^(?:idk|dunno) what to do(?: now| anymore| any more)?(?=\\W*$)",
            "^(?:so |ok |and )*what (?:now|next)(?=\\W*$)",
        ),
        "utter_safety_planning_start",
    ),
)  # fmt: skip
