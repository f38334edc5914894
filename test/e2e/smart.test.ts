import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('A machine with a key of its own', () => {
  const desk = useDesk();

  it('is registered at the desk, fetches a token and reads, until it is revoked', async () => {
    const { page, watch } = await desk().sit(await desk().administrator());
    const pair = await generateKeyPair('ES384', { extractable: true });
    const set = { keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'spring' }] };
    await page.goto('/clients');
    await page.getByRole('button', { name: 'Register a client with its key' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Client').fill('General Hospital');
    await dialog.getByLabel('Scope').fill('system/Patient.rs');
    await dialog.getByRole('textbox', { name: 'Public keys' }).fill('BEGIN PUBLIC KEY');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await dialog.getByText('This is no JSON Web Key Set').waitFor();
    await expectAccessible(page);
    await dialog.getByRole('textbox', { name: 'Public keys' }).fill(JSON.stringify(set));
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    const shown = await dialog.locator('pre').innerText();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /General Hospital.*spring/ }).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    const clientId = /client_id: (\S+)/.exec(shown)?.[1] ?? '';
    const { url } = desk().product;
    const published = await fetch(`${url}/fhir/R4/.well-known/smart-configuration`);
    const { token_endpoint: audience } = (await published.json()) as { token_endpoint: string };
    const fetchToken = async () => {
      const proof = await new SignJWT({ iss: clientId, sub: clientId, aud: audience, jti: crypto.randomUUID() })
        .setProtectedHeader({ alg: 'ES384', kid: 'spring', typ: 'JWT' })
        .setExpirationTime('4m')
        .sign(pair.privateKey);
      return fetch(`${url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          scope: 'system/Patient.rs',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: proof,
        }),
      });
    };
    const { access_token: token } = (await (await fetchToken()).json()) as { access_token: string };
    const read = () => fetch(`${url}/fhir/R4/Patient?name=nobody`, { headers: { authorization: `Bearer ${token}` } });
    expect((await read()).status).toBe(200);

    await page
      .getByRole('row', { name: /General Hospital/ })
      .getByRole('button', { name: 'Revoke' })
      .click();
    await page.getByRole('dialog').getByLabel('Reason').fill('The hospital changed its system');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('The client is revoked.').waitFor();
    expect((await read()).status).toBe(401);
    expect((await fetchToken()).status).toBe(401);
    watch.expectQuiet();
  });
});
