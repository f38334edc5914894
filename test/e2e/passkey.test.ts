import { type CDPSession, type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { codeOf, PASSWORD, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('A passkey', () => {
  const desk = useDesk();

  it('is added on the account screen, signs its owner in, proves it is them, and works no more once removed', async () => {
    const member = await desk().member('Pia Passkey', 'coordinator');
    const { page, watch } = await desk().sit(member);
    const device = await plugIn(page);
    await page.goto('/account');
    await page.getByText('No passkey yet').waitFor();
    await page.getByLabel('What you call it').focus();
    await type(page, 'Desk key');
    await press(page, 'Enter');
    await proveIfAsked(page, member.secret);
    await page.getByText('The passkey works from now on.').waitFor();
    await page.getByText(/^Desk key · /).waitFor();
    expect((await credentials(device)).length).toBe(1);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await signOut(page);
    await signIn(page, member.username);
    const use = page.getByRole('button', { name: 'Use a passkey' });
    await use.waitFor();
    await expectAccessible(page);
    await expect.poll(() => use.evaluate((each) => each.matches(':focus'))).toBe(true);
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    expect((await credentials(device))[0]?.signCount).toBeGreaterThan(0);
    await page.goto('/account');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No passkey yet').waitFor();
    await signOut(page);
    await signIn(page, member.username);
    await page.getByLabel('Code from your authenticator').waitFor();
    expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
    // Signed out, the page asks who is there and whether set-up is open, and is told no.
    watch.forgive(/status of (401|404).*\/(session|setup\/state)\)$/);
    watch.expectQuiet();
  });
});

interface Device {
  readonly session: CDPSession;
  readonly authenticatorId: string;
}

/** A device of the browser's own making that always says yes, as a finger on a key does. */
async function plugIn(page: Page): Promise<Device> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  return { session, authenticatorId };
}

async function credentials({ session, authenticatorId }: Device) {
  return (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
}

/** A proof from the sign-in lasts some minutes; then the second factor is asked for again. */
async function proveIfAsked(page: Page, secret: string): Promise<void> {
  const asked = page.getByRole('dialog', { name: 'Confirm that it is you' });
  const added = page.getByText('The passkey works from now on.');
  await asked.or(added).first().waitFor();
  if (await asked.isVisible()) await asked.getByLabel('Code from your authenticator').fill(codeOf(secret, 1));
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Username').fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
  await press(page, 'Enter');
}
