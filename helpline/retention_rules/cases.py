"""What is kept of a case: what was agreed, the work on it, and what went to partners."""

from __future__ import annotations

from helpline.retention_rules.rule import CLOCK, MAIN, Rule

CASES: tuple[Rule, ...] = (
    Rule(
        MAIN,
        "case_file",
        "what a visitor agreed to give for being contacted, sealed under the case's own key;"
        " categories, times, the region a worker chose, who works on it and who gave it to them;"
        " which kinds of places and platforms a worker ticked, sealed",
        "until it is closed and for 90 days after that (`WAYMARK_KEEP_CASE_DAYS`); 7 days once"
        " the visitor has taken it back, 30 more where two people opened it",
        f"{CLOCK}.cases",
        "id reference origin conversation_id parts audience language nation region named urgency"
        " reasons status worker_id given_by given_at version outcome created_at agreed_at"
        " returned_at changed_at withdrawn_at closed_at erase_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "consent",
        "that a visitor agreed, corrected or took it back, to which wording; to which partner"
        " agency, what for, which parts and until when, also where they were asked and did not; the"
        " words, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id kind how wording worker_id words partner_id purpose parts until at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "case_return",
        "that a later chat was of the same person, who said so; how they knew, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id conversation_id worker_id words at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "case_moved",
        "that a worker who had a case is to be told that it is no longer theirs",
        "until they have read it or have the case again; at most with its case",
        "helpline.services.cases.work.CaseWork.moved_read",
        "id case_id worker_id",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "case_note",
        "a worker's notes and attempts to make contact, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id worker_id client_id kind way result words at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "call_back",
        "when somebody may be contacted and by whom; what to mind, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id made_by client_id worker_id given_by due_at until status words created_at"
        " settled_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "case_opening",
        "that two people opened a case after its visitor took it back; why, sealed",
        "with its case; what it opened, an hour",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id asked_by risk words asked_at status second answered_at until",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "assessment",
        "what a trained worker wrote down of risk: answers, judgement, plan, actions; sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id number worker_id client_id wording words at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "assessment_draft",
        "a risk assessment that is being written, sealed",
        "until it is saved or dropped, at most with its case or conversation",
        "helpline.services.assessing.drafts.Drafts.forget",
        "id case_id conversation_id worker_id begun_from version words at",
    ),
    Rule(
        MAIN,
        "look_again",
        "when and by which category a risk assessment is to be looked at again; why not, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id because about day due_at open_key version made_at answered_at answered_by"
        " answer words",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "partner",
        "a partner agency: what for, where, the agreement's dates; the name, telephone and e-mail"
        " address of somebody there",
        "while it is on the list, and a year after it was taken off",
        f"{CLOCK}.partners",
        "id name contact_name contact_phone contact_email purposes nations region language"
        " agreed_on review_by confirmed_by confirmed_at version created_at ended_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "partner_referral",
        "that a case went to a partner, what for, on which ground, by whom, and when it was fetched"
        " and acknowledged; what was given, and the reasons of a decision in danger, sealed",
        "with its case",
        "helpline.services.leaving.erasing.Erasing.purge_cases",
        "id case_id partner_id partner_name purpose basis consent_id risk second made_by client_id"
        " parts words status sealed made_at fetched_at acknowledged_at acknowledged_how ended_at",
        in_backup=True,
    ),
    Rule(
        MAIN,
        "referral_pack",
        "what a partner may fetch, sealed under a key of its own; keyed hashes of link and code",
        "72 hours (`WAYMARK_PACK_HOURS`); at once when the agreement is taken back or corrected",
        f"{CLOCK}.packs",
        "referral_id link_hash code_hash tries expires_at receipt_hash receipt_until body",
    ),
)
