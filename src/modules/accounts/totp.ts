import { generateSecret, generateURI, verifySync } from 'otplib';
import QRCode from 'qrcode';

const ISSUER = 'Chartkeeper';
/** RFC 6238 section 5.2: one step either way for a clock that is off and a code typed slowly. */
const TOLERANCE_SECONDS = 30;
const CODE = /^[0-9]{6}$/;

export interface TotpInvitation {
  readonly secret: string;
  readonly otpauthUri: string;
  /** SVG as a data address, for an `img`. */
  readonly qr: string;
}

export function newTotpSecret(): string {
  return generateSecret();
}

export async function inviteTotp(secret: string, username: string): Promise<TotpInvitation> {
  const otpauthUri = generateURI({ issuer: ISSUER, label: username, secret });
  const svg = await QRCode.toString(otpauthUri, { type: 'svg', errorCorrectionLevel: 'M', margin: 2 });
  return { secret, otpauthUri, qr: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
}

/** The time step a code belongs to, or undefined where it is wrong. The caller refuses a step that was used before. */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  const digits = code.replace(/\s/g, '');
  if (!CODE.test(digits)) return undefined;
  const result = verifySync({
    secret,
    token: digits,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: TOLERANCE_SECONDS,
  });
  return result.valid && 'timeStep' in result ? result.timeStep : undefined;
}
