/** Passkeys, through the browser's own dialog; what it gives is checked by the server. */

/** The browser's dialog was closed, took too long, or there is no passkey for this desk here. */
export class PasskeyRefused extends Error {}

export type Options = Readonly<Record<string, unknown>>;

interface Parser {
  parseCreationOptionsFromJSON(options: Options): PublicKeyCredentialCreationOptions;
  parseRequestOptionsFromJSON(options: Options): PublicKeyCredentialRequestOptions;
}

const parser = (): Parser => PublicKeyCredential as unknown as Parser;

/** Whether this browser can make and use passkeys at all. */
export function canUsePasskeys(): boolean {
  return "PublicKeyCredential" in window && "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

async function answered(asked: Promise<Credential | null>): Promise<Options> {
  try {
    const made = await asked;
    if (!(made instanceof PublicKeyCredential)) throw new PasskeyRefused();
    return made.toJSON() as unknown as Options;
  } catch (error) {
    if (error instanceof DOMException) throw new PasskeyRefused();
    throw error;
  }
}

export const makePasskey = (options: Options): Promise<Options> => answered(
  navigator.credentials.create({ publicKey: parser().parseCreationOptionsFromJSON(options) }));

export const usePasskey = (options: Options): Promise<Options> => answered(
  navigator.credentials.get({ publicKey: parser().parseRequestOptionsFromJSON(options) }));
