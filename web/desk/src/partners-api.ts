/** The desk's calls for partner agencies (docs/desk-protocol.md). A refusal is its code. */
import { ask, doing } from "./ask-server";

export interface Partner {
  id: string;
  name: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
  purposes: string[];
  nations: string[];
  region: string;
  /** In which it gets packs. */
  language: string;
  agreed_on: string | null;
  review_by: string | null;
  standing: string;
  /** The review is due within a month. */
  soon: boolean;
  confirmed_by: string | null;
  confirmed_at: string | null;
  version: number;
}

export type Purposes = Readonly<Record<string, string>>;
export interface PartnerList { partners: Partner[]; purposes: Purposes }

export interface Offered {
  id: string;
  name: string;
  purposes: string[];
  nations: string[];
  region: string;
  standing: string;
  /** The yes to this partner that holds. `old`: what was given has changed since. */
  consent: { purpose: string; parts: string[]; at: string; old: boolean; until: string | null } | null;
  /** When they were asked in the chat, while they have not answered. */
  asked: string | null;
}

export interface CasePart {
  id: string;
  label: string;
  lines: string[];
  /** A rule of contact: goes whole, or not at all. */
  rule: boolean;
  /** How to reach the person: shown in the preview, never here. */
  reach: boolean;
}

export interface Referral {
  id: string;
  partner: string;
  name: string;
  purpose: string;
  basis: "consent" | "danger";
  status: string;
  by: string | null;
  second: string | null;
  risk: string | null;
  parts: string[];
  made: string;
  fetched: string | null;
  acknowledged: string | null;
  acknowledged_how: string | null;
  ended: string | null;
  /** Until when it can be fetched; null: not any more. */
  until: string | null;
  /** Wrong codes were tried too often. */
  locked: boolean;
  why?: string;
  unsafe?: string | null;
  answer?: string;
  own?: boolean;
}

export interface OfCase {
  partners: Offered[];
  purposes: Purposes;
  /** Purposes that two people can decide without a yes. */
  in_danger: string[];
  /** What is read to the person, with gaps {partner}, {purpose} and {until}, and the day for the last. */
  wording: string;
  until: string;
  /** The person is in a chat with this worker now: they can be asked there. */
  in_chat: boolean;
  parts: CasePart[];
  referrals: Referral[];
}

export interface Block { kind: string; text: string; lines: string[]; box: string | null }
export interface Preview { digest: string; parts: string[]; blocks: Block[] }
/** Link and code of a pack, given once. */
export interface Ready { referral: string; link: string; code: string; until: string }
export interface AskedOf { risk: string; why: string; unsafe: string | null; blocks: Block[] }
export type LeaveOut = Record<string, number[]>;

export interface Picked { partner: string; purpose: string; leave_out: LeaveOut }
/** `unsafe`: why the person must not be told; null: they are. */
export interface PickedInDanger extends Picked { parts: string[]; risk: string; unsafe: string | null }

export const listPartners = (): Promise<PartnerList | string> => ask("/api/partners");
export const savePartner = (body: object): Promise<{ id: string } | string> => ask("/api/partners", body);
export const confirmPartner = (id: string, version: number): Promise<string | null> =>
  doing("/api/partners/confirm", { id, version });
export const endPartner = (id: string, version: number): Promise<string | null> =>
  doing("/api/partners/end", { id, version });

const of = (id: string): string => `/api/cases/${id}/partners`;
export const partnersOf = (id: string): Promise<OfCase | string> => ask(of(id));
export const agreeTo = (id: string, partner: string, purpose: string, parts: string[], told: string): Promise<string | null> =>
  doing(`${of(id)}/agree`, { partner, purpose, parts, told });
export const askInChat = (id: string, partner: string, purpose: string, parts: string[]): Promise<string | null> =>
  doing(`${of(id)}/ask`, { partner, purpose, parts });
export const takeBack = (id: string, partner: string, told: string): Promise<string | null> =>
  doing(`${of(id)}/take-back`, { partner, told });
export const previewOf = (id: string, picked: Picked): Promise<{ preview: Preview } | string> =>
  ask(`${of(id)}/preview`, picked);
export const refer = (id: string, picked: Picked, digest: string): Promise<Ready | string> =>
  ask(`${of(id)}/refer`, { ...picked, digest, id: crypto.randomUUID() });
export const previewInDanger = (id: string, picked: PickedInDanger): Promise<{ preview: Preview } | string> =>
  ask(`${of(id)}/danger/preview`, picked);
export const askInDanger = (id: string, picked: PickedInDanger, digest: string, why: string): Promise<string | null> =>
  doing(`${of(id)}/danger`, { ...picked, digest, why, id: crypto.randomUUID() });

const at = (referral: string): string => `/api/partner-referrals/${referral}`;
export const newCode = (referral: string): Promise<Ready | string> => ask(`${at(referral)}/code`, {});
export const toldUs = (referral: string): Promise<string | null> => doing(`${at(referral)}/acknowledged`, {});
export const settle = (referral: string): Promise<string | null> => doing(`${at(referral)}/settle`, {});
export const lookAt = (referral: string): Promise<{ asked: AskedOf } | string> => ask(`${at(referral)}/look`, {});
export const answerAs = (referral: string, agree: boolean, said: string): Promise<Ready | { ok: true } | string> =>
  ask(`${at(referral)}/answer`, { agree, said });
