/**
 * The fixed names that the server sends and this page gives words to.
 * They are the same lists as in docs/understanding.md and docs/desk-protocol.md; the locale check
 * at build time fails when one of them has no label.
 */
import { languages } from "./languages.ts";

export const INTENTS = [
  "greet", "goodbye", "thank", "affirm", "deny", "unsure", "ask_about_assistant",
  "ask_confidentiality", "delete_my_data", "restart", "clarify", "change_language",
  "give_feedback", "out_of_scope",
  "immediate_danger", "suicidal_thoughts", "safe_exit", "talk_to_human", "request_harmful_help",
  "am_i_being_stalked", "disclose_stalking", "describe_feelings", "doubt_or_self_blame",
  "barrier_to_help", "situation_changed", "supporter_concern", "own_behaviour_concern",
  "professional_enquiry",
  "ask_what_is_stalking", "ask_law", "ask_protective_orders", "ask_report_to_police",
  "ask_evidence", "ask_risk", "ask_safety_planning", "ask_support_services", "self_refer",
  "ask_awareness",
  "ask_online_safety", "ask_location_sharing", "ask_tracking_device", "ask_spyware",
  "ask_account_security", "ask_social_media_privacy", "ask_image_abuse", "ask_contact_response",
  "ask_connected_devices",
] as const;

/** Where the person of a case lives, as a worker chose it (helpline/services/cases/regions.py). */
export const REGIONS = [
  "north_east", "north_west", "yorkshire_humber", "east_midlands", "west_midlands", "east_of_england",
  "london", "south_east", "south_west", "wales", "scotland", "northern_ireland",
] as const;

export const ALERTS = [
  "immediate_danger", "suicidal_thoughts", "child_in_danger", "threat_by_visitor",
  "someone_else_typing", "harmful_request",
] as const;

/** The kinds of danger for which a lead may open a chat before its visitor agrees. */
export const RISKS = [
  "immediate_danger", "suicidal_thoughts", "child_in_danger", "threat_by_visitor",
] as const;

export const INDICATORS = [
  "following", "loitering", "unwanted_contact", "unwanted_gifts", "online_monitoring",
  "account_intrusion", "impersonation", "tracking_device", "spyware", "threat_to_harm",
  "threat_of_suicide", "physical_violence", "sexual_violence", "weapon", "property_damage",
  "home_intrusion", "third_party_contact", "proxy_helpers", "children_involved", "image_abuse",
  "escalation", "breach_of_order", "former_partner", "fear",
] as const;

/** Why a chat waits, beside the names above: what the queue itself knows. */
export const QUEUE_REASONS = [
  "asked", "handed_over", "returned", "no_answer", "more_than_once", "under_18",
] as const;

/** What somebody answered when they were asked how urgent it is (data/handoff/urgency.yml). */
export const SAID = [
  "said_urgent", "said_frightened", "said_before", "said_damage", "said_often", "said_near",
  "said_threats", "said_others", "said_violence", "said_helpers", "said_misuse",
  "said_past_violence", "said_escalating", "said_children", "said_weapon", "said_strangled",
  "said_breach", "said_release", "said_tracked", "said_access", "said_pets", "said_alone",
  "said_can_wait",
] as const;

/** By which rule a chat stands where it stands, and where a lead can put it. */
export const STANDS = ["alert", "lead", "returned", "turn"] as const;
export const MOVES = ["first", "later", "rule"] as const;

/** What happens to an alert until it is reviewed. */
export const STEPS = [
  "raised", "seen", "to_leads", "to_on_call", "no_on_call", "reviewed",
] as const;

export const URGENCIES = ["danger", "high", "normal"] as const;
export const OUTCOMES = ["advised", "referred", "emergency", "visitor_left", "other"] as const;
export const REVIEW_ACTIONS = [
  "called_999", "spoke_with_visitor", "passed_to_lead", "false_alarm", "no_way_to_reach",
] as const;
/** How contact was tried in a case, what came of it, and how a case can end. */
export const WAYS = ["call", "text", "email", "chat", "visit", "other"] as const;
export const RESULTS = ["reached", "no_answer", "voicemail", "sent", "not_safe", "wrong_person"] as const;
export const ENDINGS = ["supported", "referred", "emergency", "not_reached", "declined", "other"] as const;
/** What can be answered to a topic of a risk assessment; how an action of it stands. */
export const TOPIC_ANSWERS = ["yes", "no", "not_known", "not_asked"] as const;
export const ACTION_STANDS = ["open", "done", "dropped"] as const;
const ASSESSMENT_REFUSALS = [
  "assessment_changed", "draft_changed", "prompt_changed", "assessment_not_trained",
  "assessment_not_agreed", "assessment_no_level", "assessment_no_rationale",
  "assessment_no_such_day", "assessment_no_draft", "assessment_no_reason",
] as const;
const CASE_REFUSALS = [
  "case_changed", "case_withdrawn", "case_closed", "case_no_such_time", "case_no_such_worker",
  "case_settled", "case_not_live", "case_asked_already", "case_nothing_asked", "case_same_person",
  "case_needs_lead", "case_has_case", "case_linked_already", "case_words_not_approved",
] as const;
/** Of an agreement with a partner agency; of a referral to one; what is to be done about it. */
export const AGREEMENTS = ["good", "missing", "future", "overdue", "unconfirmed", "ended"] as const;
export const REFERRALS = [
  "asked", "refused", "made", "fetched", "acknowledged", "settled", "withdrawn", "outdated",
] as const;
export const REMINDED = [
  "second", "delete", "corrected", "outdated", "expired", "not_fetched", "not_acknowledged",
] as const;
const PARTNER_REFUSALS = [
  "partner_gone", "partner_ended", "partner_missing", "partner_future", "partner_overdue",
  "partner_unconfirmed", "partner_other_purpose", "partner_bad_partner", "partner_changed",
  "partner_bad_parts", "partner_bad_lines", "partner_rules_needed", "partner_nothing_left",
  "partner_no_consent", "partner_other_consent", "partner_consent_old", "partner_seen_other",
  "partner_made_already", "partner_pack_gone", "partner_not_now", "partner_not_in_chat", "partner_words_not_approved",
] as const;
export const AUDIENCES = ["adult", "young"] as const;
export const NATIONS = ["england", "wales", "scotland", "northern_ireland"] as const;
export const LANGUAGES = languages.map(({ code }) => code);
export const OWNERS = ["assistant", "waiting", "worker", "closed", "left", "erased", "nobody"] as const;
export const AUTHORS = ["visitor", "assistant", "worker", "service"] as const;
export const ROLES = ["worker", "lead", "content_editor", "auditor"] as const;
/** Who has a board, and a socket to it. */
export const BOARD_ROLES = ["worker", "lead"] as const;
/** What the audit trail notes; an action without words here shows its own name. */
export const AUDITED = [
  "case_view", "case_reach", "case_asked", "case_agreed", "case_corrected", "note", "whisper",
  "offer", "offer_over", "take_over", "pass_on", "pause", "hand_up", "hand_down", "queue_move",
  "desk_profile", "alerts_read", "figures_exported", "content_approved", "content_confirmed",
  "take", "view", "open", "review", "hand_back",
  "close", "override", "override_asked", "override_refused", "override_look", "override_stood_for",
  "override_not_stood_for", "still_you", "case_claim", "case_assign", "case_release",
  "case_close", "case_reopen", "case_withdrawn", "case_note", "case_attempt", "case_region", "case_where",
  "case_call_back", "case_linked", "case_unlinked", "case_opening_asked", "case_opened", "case_opening_refused", "sign_in",
  "enrol", "confirm", "wrong_factor", "recovery_code", "recovery_codes",
  "factor_add", "factor_remove", "factor_reset", "session_end", "session_end_all",
  "sessions_ended", "worker_add", "worker_revoke", "worker_role", "audit_purge",
  "audit_export", "audit_new_key", "backup", "restore", "keys_rotate",
  "keys_recovery_new", "keys_recover",
  "password_change", "shift_add", "shift_remove", "hours_exception", "hours_usual",
  "assessment_view", "assessment_begun", "assessment_dropped", "assessment_save",
  "look_again_not_needed",
  "partners_view", "partner_saved", "partner_confirmed", "partner_ended", "partner_consent", "partner_consent_asked",
  "partner_consent_back", "partner_preview", "partner_referral", "partner_code", "partner_fetched",
  "partner_acknowledged", "partner_settled", "partner_asked", "partner_agreed", "partner_refused",
  "intelligence_view", "intelligence_export",
] as const;
/** Why the audit trail does not hold. */
export const BROKEN = ["changed", "missing", "unsealed", "cut_off", "purged", "head"] as const;
export const CARDS = ["service", "steps", "brief", "emergency"] as const;

/** Platforms and kinds of places that people name where they tell (data/patterns/named.yml). */
export const PLATFORMS = [
  "calls_and_texts", "email", "whatsapp", "facebook", "instagram", "snapchat", "tiktok",
  "x_twitter", "youtube", "telegram", "signal", "discord", "reddit", "linkedin", "other_social",
  "dating_apps", "games", "accounts_and_cloud", "location_sharing", "trackers", "smart_home",
  "bank_payments",
] as const;
export const PLACE_KINDS = [
  "home", "work", "study", "childrens_places", "travel", "out_and_about", "family_and_friends",
  "health_and_courts",
] as const;

/** The spans of time that the figures are told in. */
export const SPANS = [
  "within_1", "within_5", "within_15", "within_30", "within_60", "longer", "unqueued",
] as const;

/** Codes of refusals, over HTTP and over the socket, that have words of their own. */
export const REFUSALS = [
  "wrong_sign_in", "too_many", "link_used", "weak_password", "no_connection",
  "too_long", "too_fast", "already_taken", "not_yours", "visitor_left", "not_waiting",
  "kept_for_another", "not_here", "already_asked", "not_asked", "already_paused",
  "not_with_people", "already_opened", "override_asked", "not_found", "changed", "confirm_first", "not_allowed",
  "wrong_password", "same_password", "wrong_code", "wrong_passkey", "passkey_refused", "last_factor", "yourself", "no_room",
  "alert_open", "capacity_not_said", "bad_shift",
] as const;

export type Stand = (typeof STANDS)[number];
export type Move = (typeof MOVES)[number];
export type Urgency = (typeof URGENCIES)[number];
export type Outcome = (typeof OUTCOMES)[number];
export type Risk = (typeof RISKS)[number];
export type ReviewAction = (typeof REVIEW_ACTIONS)[number];

/** Each group of labels, and the names it must have words for. Every group also has `other`. */
export const LABELLED = {
  reason: [...INTENTS, ...ALERTS, ...INDICATORS, ...QUEUE_REASONS, ...SAID],
  alert: ALERTS,
  risk: RISKS,
  urgency: URGENCIES,
  stands: STANDS,
  move: MOVES,
  step: STEPS,
  outcome: OUTCOMES,
  action: REVIEW_ACTIONS,
  audience: AUDIENCES,
  nation: NATIONS,
  language: LANGUAGES,
  owner: OWNERS,
  author: AUTHORS,
  role: ROLES,
  card: CARDS,
  refusal: [...REFUSALS, ...CASE_REFUSALS, ...ASSESSMENT_REFUSALS, ...PARTNER_REFUSALS],
  topicanswer: TOPIC_ANSWERS,
  actionstands: ACTION_STANDS,
  saidwhere: ["form", "brief", "chat", "later", "asked"],
  assesspart: ["level", "rationale", "plan", "action", "again"],
  assessstanding: ["keeping", "kept", "saved", "dropped"],
  way: WAYS,
  result: RESULTS,
  ending: ENDINGS,
  casestatus: ["live", "new", "open", "withdrawn", "closed"],
  caseflag: ["due", "urgent", "young", "returned", "nobody", "look_again", "not_assessed"],
  standing: ["later", "now", "over"],
  callback: ["soon", "now", "over"],
  settled: ["done", "missed", "cancelled"],
  consent: ["given", "changed", "withdrawn", "asked", "shared", "declined", "unshared"],
  agreement: AGREEMENTS,
  referral: REFERRALS,
  reminded: REMINDED,
  weekday: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  daypart: ["night", "morning", "afternoon", "evening"],
  partnernote: ["made", "new_code", "told_us", "settled", "decided"],
  partnerfield: [
    "name", "region", "language", "contact_name", "contact_phone", "contact_email", "agreed_on", "review_by",
  ],
  how: ["chat", "told"],
  opening: ["asked", "open", "refused"],
  audited: AUDITED,
  broken: BROKEN,
  span: SPANS,
  asked: ["queued", "nobody_here"],
  origin: ["self_referral", "handoff", "withdrawn"],
  still_you_state: ["asked", "rightly", "differently", "not_now", "no_answer"],
  graphic: ["injury", "blood_and_death", "sexual_violence", "self_harm", "harm_to_a_child"],
  gave_up: ["stayed", "left", "shift_ended"],
  opened_before: ["two", "alone"],
  patternkind: ["methods", "platforms", "places", "regions", "platforms_by_region", "places_by_region"],
  picture: ["svg", "png"],
  region: REGIONS,
  platform: PLATFORMS,
  placekind: PLACE_KINDS,
} as const;

export type Group = keyof typeof LABELLED;
