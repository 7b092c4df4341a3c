"""What every frame of the desk's socket shares."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec

from helpline.access import Access

Id = Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Frame(msgspec.Struct, tag_field="type", forbid_unknown_fields=True):
    """Every frame names its type, and says who may send it. `own_chat`: only for a chat that is
    theirs, which services/ checks in the transaction that acts."""

    access: ClassVar[Access]
    own_chat: ClassVar[bool] = False
