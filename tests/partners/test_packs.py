"""A pack is exactly what was agreed to and previewed: its words, its end, and who is told."""

from __future__ import annotations

import io
import json

import pypdf
import pytest

from helpline.errors import NotTheirs, PartnerRefused
from tests.partners.fetching import fetched
from tests.partners.referring import PARTS, TO_HOUSING, referring
from tests.support import Helpline


def text_of(pdf: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages)


async def test_the_pack_is_what_was_agreed_to_and_a_line_left_out_is_nowhere_in_it(
    helpline: Helpline,
) -> None:
    case = await referring(helpline)
    ready = await case.made({"happening": [1]})
    files = await fetched(case, ready.way.link, ready.way.code)
    text = text_of(files.pdf)
    for words in (
        "Robin",
        "He waits at the bus stop.",
        "He knows my shifts.",
        "text 07700 900123",
        "Confidential. For Safe Homes only, and only for: Safe housing",
        "I agree that",
    ):
        assert words in " ".join(text.split()), words
    assert "[One line was left out here.]" in text
    never, do, reach = (text.index(one) for one in ("never ring my work", "banana", "07700"))
    assert text.index("Before any contact") < never < do < reach < text.index("bus stop")
    raw = b"".join(page.get_contents().get_data() for page in pages_of(files.pdf))  # type: ignore[union-attr]
    for hidden in (b"canarywordline", b"nine and eleven"):
        assert hidden not in files.pdf
        assert hidden not in raw
        assert hidden not in files.data
        assert hidden.decode() not in text


def pages_of(pdf: bytes) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(io.BytesIO(pdf)).pages)


async def test_the_file_can_be_read_by_everybody(helpline: Helpline) -> None:
    case = await referring(helpline)
    ready = await case.made()
    pdf = (await fetched(case, ready.way.link, ready.way.code)).pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "en-GB"  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert reader.metadata is not None
    assert (
        reader.metadata.title == f"Referral {case.case.reference} from National Stalking Helpline"
    )
    assert b"pdfuaid" in bytes(root["/Metadata"].get_data())  # type: ignore[index]


async def test_words_that_look_like_a_command_are_only_words(helpline: Helpline) -> None:
    odd = '#panic("x") $y$ *z* [w] #include("/etc/passwd") \\ <b> "quoted" `code`'
    case = await referring(helpline, {**PARTS, "happening": odd})
    ready = await case.made()
    files = await fetched(case, ready.way.link, ready.way.code)
    assert " ".join(odd.split()) in " ".join(text_of(files.pdf).split())
    assert json.loads(files.data)["parts"][1]["lines"][0]["text"] == odd


async def test_letters_that_cannot_be_printed_are_in_the_data_file_and_the_pack_says_so(
    helpline: Helpline,
) -> None:
    case = await referring(helpline, {**PARTS, "happening": "he sent \U0001fae8\u0e01 to me"})
    ready = await case.made()
    files = await fetched(case, ready.way.link, ready.way.code)
    told = json.loads(files.data)["parts"][1]["lines"][0]["text"]
    assert told == "he sent \U0001fae8\u0e01 to me"
    assert "never ring my work" in text_of(files.pdf)


async def test_the_preview_says_what_the_files_say(helpline: Helpline) -> None:
    case = await referring(helpline)
    seen = await helpline.services.partners.referrals.preview(
        case.case.id, case.worker, case.wanted({"happening": [0]})
    )
    ready = await case.made({"happening": [0]})
    files = await fetched(case, ready.way.link, ready.way.code)
    text = " ".join(text_of(files.pdf).split())
    for block in seen["blocks"]:
        for words in (block["text"], *block["lines"]):
            assert " ".join(words.split()) in text or "Made on" in words, words
    data = json.loads(files.data)
    assert (data["format"], data["version"]) == ("waymark-partner-pack", 1)
    assert [one["id"] for one in data["parts"]] == ["name", "happening"]
    assert data["consent"]["wording"].startswith("partner_consent_told ")
    assert data["partner"] == "Safe Homes"
    assert data["reach"]["lines"] == [{"text": "text 07700 900123"}]


async def test_what_was_not_agreed_to_cannot_be_sent(helpline: Helpline) -> None:
    case = await referring(helpline, agrees=False)
    with pytest.raises(PartnerRefused, match="no_consent"):
        await case.made()
    for wrong in ((), ("nothing",), ("access",)):
        with pytest.raises(PartnerRefused, match="bad_parts"):
            await case.agree(wrong)
    await case.agree(("name", "happening"))
    with pytest.raises(PartnerRefused, match="bad_lines"):
        await case.made({"children": [0]})
    with pytest.raises(PartnerRefused, match="bad_lines"):
        await case.made({"happening": [7]})
    with pytest.raises(PartnerRefused, match="nothing_left"):
        await case.made({"happening": [], "name": []})
    ready = await case.made()
    assert (await case.referral(ready)).parts == ["name", "happening"]
    await case.agree(purpose="practical_support")
    with pytest.raises(PartnerRefused, match="other_consent"):
        await case.made(client_id="r2")


async def test_nobody_learns_how_to_reach_them_without_their_rules(helpline: Helpline) -> None:
    case = await referring(helpline)
    for leave_out in ({"contact_never": []}, {"contact_never": [0]}, {"code_word": []}):
        with pytest.raises(PartnerRefused, match="rules_needed"):
            await case.made(leave_out)
    ready = await case.made({"contact_how": [], "contact_never": []})
    files = await fetched(case, ready.way.link, ready.way.code)
    assert "They gave rules for contact that are not in this pack" in text_of(files.pdf)
    assert json.loads(files.data)["rules_withheld"] is True
    await case.agree(("name", "contact_how"))
    with pytest.raises(PartnerRefused, match="rules_needed"):
        await case.made(client_id="r2")


async def test_what_was_seen_is_what_is_sealed(helpline: Helpline) -> None:
    case = await referring(helpline)
    referrals = helpline.services.partners.referrals
    seen = await referrals.preview(case.case.id, case.worker, case.wanted())
    with pytest.raises(PartnerRefused, match="seen_other"):
        await referrals.make(
            case.case.id, case.worker, "r1", case.wanted({"happening": [0]}), seen["digest"]
        )
    await referrals.make(case.case.id, case.worker, "r1", case.wanted(), seen["digest"])
    with pytest.raises(PartnerRefused, match="made_already"):
        await referrals.make(case.case.id, case.worker, "r1", case.wanted(), seen["digest"])
    names = await helpline.services.keys.names()
    assert len([one for one in names if one.startswith("pack:")]) == 1, "no key without a pack"
    kim = await helpline.worker("Kim")
    with pytest.raises(NotTheirs):
        await referrals.preview(case.case.id, kim, case.wanted())


def test_the_parts_of_the_test_are_parts_of_the_form() -> None:
    assert set(TO_HOUSING) < set(PARTS)
