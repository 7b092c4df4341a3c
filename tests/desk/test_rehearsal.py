"""In the real service nobody is let in who is not real."""

from tests.desk.desks import Desk


async def test_the_real_service_is_no_rehearsal(desk: Desk) -> None:
    lead = await desk.enrolled("kit@example.org", role="lead")
    answer = await desk.client.get("/api/rehearsal", headers={"Cookie": f"waymark_desk={lead}"})
    assert await answer.json() == {"rehearsal": False, "scripts": []}
    let_in = await desk.post("/api/rehearsal", {"script": "outside_work"}, cookie=lead)
    assert let_in.status == 404
