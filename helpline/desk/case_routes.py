"""The routes of cases, with who may use them."""

from __future__ import annotations

from helpline.access import Door, Role, allowed, get, post
from helpline.desk import cases_api


def case_doors() -> list[Door]:
    """For workers and leads. Which case is whose, the services decide: a worker opens their own, a
    lead any."""
    works = allowed(
        Role.WORKER, Role.LEAD, why="works on a case of their own; leads on any", own_page=True
    )
    return [
        get(
            "/api/cases",
            cases_api.listed,
            allowed(Role.WORKER, Role.LEAD, why="sees which cases there are, without their words"),
        ),
        get(
            "/api/cases/{case}",
            cases_api.opened,
            allowed(Role.WORKER, Role.LEAD, why="opens a case of their own; it is noted"),
        ),
        post("/api/cases/{case}/reach", cases_api.reach, works),
        post("/api/cases/{case}/act", cases_api.act, works),
        post("/api/cases/{case}/note", cases_api.note, works),
        post("/api/cases/{case}/call-back", cases_api.call_back, works),
        post("/api/call-backs/settle", cases_api.settle, works),
        post(
            "/api/cases/{case}/opening",
            cases_api.ask_opening,
            allowed(
                Role.WORKER,
                Role.LEAD,
                why="asks, with a written reason, to open what was taken back",
                own_page=True,
            ),
        ),
        post(
            "/api/cases/{case}/opening/answer",
            cases_api.answer_opening,
            allowed(
                Role.WORKER,
                Role.LEAD,
                why="is the second person; one of two is a lead",
                own_page=True,
            ),
        ),
        post("/api/cases/{case}/unlink", cases_api.unlink, works),
        post(
            "/api/chats/{conversation}/link",
            cases_api.link,
            allowed(
                Role.WORKER,
                Role.LEAD,
                why="says that their own chat is of the person of a case; opens nothing",
                own_page=True,
            ),
        ),
        post(
            "/api/chats/{conversation}/case",
            cases_api.ask_in_chat,
            allowed(
                Role.WORKER, Role.LEAD, why="asks the visitor of their own chat", own_page=True
            ),
        ),
    ]
