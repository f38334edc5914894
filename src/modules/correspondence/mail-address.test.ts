import { describe, expect, it } from 'vitest';
import { headerLine, parseMailAddress } from './mail-address.ts';
import { parseSmtpUrl } from './smtp-url.ts';

describe('a mail address', () => {
  it.each(['ana@example.org', "o'hara.j+records@mail.example.co.uk", 'x@xn--bcher-kva.example'])(
    'may be %s',
    (address) => {
      expect(parseMailAddress(address)).toBe(address);
    },
  );

  it.each([
    'ana@example.org\r\nBcc: eve@example.net',
    'ana@example.org\nSubject: hello',
    'ana@example.org, eve@example.net',
    'ana@example.org;eve@example.net',
    '"Ana" <ana@example.org>',
    '<ana@example.org>',
    '"a b"@example.org',
    'ana(eve@example.net)@example.org',
    '@relay.example:ana@example.org',
    'ana%example.net@',
    'ana@example.org ',
    'ana@example..org',
    'ana@localhost',
    'ana@[127.0.0.1]',
    '.ana@example.org',
    'ana\u0000@example.org',
    'аna@example.org',
    `${'a'.repeat(65)}@example.org`,
    `ana@${'a.'.repeat(130)}org`,
    '',
  ])('is refused and not repaired: %j', (address) => {
    expect(() => parseMailAddress(address)).toThrowError(
      expect.objectContaining({ code: 'correspondence/address-refused' }) as Error,
    );
  });

  it('is never followed by a second header', () => {
    expect(headerLine('A letter from Lakeside')).toBe('A letter from Lakeside');
    for (const text of ['a\r\nBcc: eve@example.net', 'a\nb', 'a\u0000', 'a\u2028b', 'a\u0085b'])
      expect(() => headerLine(text)).toThrowError(
        expect.objectContaining({ code: 'correspondence/header-refused' }) as Error,
      );
  });
});

describe('the mail server setting', () => {
  it('asks for encryption unless the server is on this machine or somebody says otherwise', () => {
    expect(parseSmtpUrl('smtp://mail.example.org').connection).toMatchObject({
      port: 587,
      secure: false,
      requireTLS: true,
    });
    expect(parseSmtpUrl('smtps://mail.example.org').connection).toMatchObject({ port: 465, secure: true });
    expect(parseSmtpUrl('smtp://127.0.0.1:2525').connection).toMatchObject({ port: 2525, requireTLS: false });
    expect(parseSmtpUrl('smtp://relay:25?tls=optional').connection).toMatchObject({ port: 25, requireTLS: false });
    expect(parseSmtpUrl('smtp://desk:p%40ss@mail.example.org').auth).toEqual({
      credentials: { user: 'desk', pass: 'p@ss' },
    });
  });

  it('is named and not repeated where it cannot be read, since it holds a password', () => {
    for (const wrong of ['mail.example.org', 'http://desk:secret@mail.example.org', 'smtp://'])
      expect(() => parseSmtpUrl(wrong)).toThrowError(/^CHARTKEEPER_SMTP_URL must read/);
  });
});
