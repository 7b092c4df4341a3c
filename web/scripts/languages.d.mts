type Words = Record<string, string>;
export const CODES: string[];
export const FILES: string[];
export function ownWords(name: string, code: string, project?: URL): Words | null;
export function wordsIn(name: string, code: string, project?: URL): Words;
