import { generateSync } from 'otplib';
import { HOSPITAL } from '../fiction/hospital.ts';
import { type Browser, openBrowser } from './browser.ts';

/** Printed for whoever tries the demonstration; worthless anywhere else. */
export const DEMO_PASSWORD = 'paper lantern over quiet harbor';

const STAFF = [
  { username: 'coordinator', name: 'Ines Holt (fictional)', roles: ['coordinator'] },
  { username: 'clerk', name: 'Bo Lindgren (fictional)', roles: ['index-clerk'] },
  { username: 'release', name: 'Mara Osei (fictional)', roles: ['release-specialist'] },
  { username: 'approver', name: 'Theo Vance (fictional)', roles: ['release-approver'] },
  { username: 'clinician', name: 'Hazel Okonkwo, MD (fictional)', roles: ['clinician'] },
  { username: 'privacy', name: 'June Abara (fictional)', roles: ['privacy-officer'] },
] as const;
export type StaffName = (typeof STAFF)[number]['username'] | 'administrator';

export interface SignIn {
  readonly username: StaffName;
  readonly name: string;
  readonly roles: readonly string[];
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

export interface Staff {
  readonly signIns: readonly SignIn[];
  browser(name: StaffName): Browser;
}

/** Six digits of the authenticator at this moment. */
export function codeAt(secret: string, now: Date): string {
  return generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) });
}

/**
 * Sets the hospital up as its first administrator does, by the printed link, and lets everybody else enrol by theirs.
 * Enrolling signs in, so each has a browser of their own from then on.
 */
export async function enrolStaff(base: string, setupToken: string, clock: () => Date): Promise<Staff> {
  const browsers = new Map<StaffName, Browser>();
  const signIns: SignIn[] = [];
  const administrator = openBrowser(base);
  const own = { username: 'administrator' as const, name: 'Ada Brandt (fictional)', roles: ['administrator'] };
  const begun = await administrator.call<{ secret: string }>('POST', '/setup/begin', {
    token: setupToken,
    username: own.username,
    name: own.name,
    password: DEMO_PASSWORD,
  });
  const confirmed = await administrator.call<{ recoveryCodes: string[] }>('POST', '/setup/confirm', {
    token: setupToken,
    code: codeAt(begun.secret, clock()),
    facility: {
      name: HOSPITAL.name,
      country: HOSPITAL.country,
      state: HOSPITAL.state,
      timeZone: HOSPITAL.timeZone,
      legalEntityName: HOSPITAL.legalEntityName,
    },
  });
  browsers.set(own.username, administrator);
  signIns.push({ ...own, secret: begun.secret, recoveryCodes: confirmed.recoveryCodes });

  for (const { username, name, roles } of STAFF) {
    const invited = await administrator.call<{ personId: string; link: string }>('POST', '/people', { username, name });
    for (const role of roles)
      await administrator.call('POST', `/people/${invited.personId}/roles`, { role, facilityId: null });
    const token = invited.link.split('#')[1] ?? '';
    const browser = openBrowser(base);
    const { secret } = await browser.call<{ secret: string }>('POST', '/enrolment/begin', {
      token,
      password: DEMO_PASSWORD,
    });
    const { recoveryCodes } = await browser.call<{ recoveryCodes: string[] }>('POST', '/enrolment/confirm', {
      token,
      code: codeAt(secret, clock()),
    });
    browsers.set(username, browser);
    signIns.push({ username, name, roles, secret, recoveryCodes });
  }
  return {
    signIns,
    browser(name) {
      const found = browsers.get(name);
      if (found === undefined) throw new Error(`Nobody is called ${name}.`);
      return found;
    },
  };
}
