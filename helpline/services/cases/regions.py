"""Where the person of a case lives, as coarse as it can be of use: the nine regions of England, and
the three other nations (the twelve territories of ITL level 1, Office for National Statistics). A
worker chooses one; nothing derives it from anybody's words. Police force areas would be finer than
what may be shown of them (docs/decisions/0086).
"""

from __future__ import annotations

REGIONS = (
    "north_east",
    "north_west",
    "yorkshire_humber",
    "east_midlands",
    "west_midlands",
    "east_of_england",
    "london",
    "south_east",
    "south_west",
    "wales",
    "scotland",
    "northern_ireland",
)
