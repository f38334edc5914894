import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { mailFault, unpackMail } from './unpack-mail.ts';

const HEAD = 'From: ward@clinic.example\r\nTo: intake@hospital.example\r\nSubject: lab\r\nMIME-Version: 1.0\r\n';
/** On a slow machine; one message is taken apart at a time, so this is how long the next one waits. */
const LONGEST_MS = 8_000;

function nested(depth: number): string {
  const open = Array.from(
    { length: depth },
    (_each, at) => `Content-Type: multipart/mixed; boundary="b${at}"\r\n\r\n--b${at}\r\n`,
  );
  return `${HEAD}${open.join('')}Content-Type: text/plain\r\n\r\nSodium 140.\r\n`;
}
function parts(count: number): string {
  const one = '--b\r\nContent-Type: application/pdf; name="scan.pdf"\r\n\r\n%PDF-1.4\r\n';
  return `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n${one.repeat(count)}--b--\r\n`;
}

const REFUSED: Record<string, [string, RegExp]> = {
  'parts within parts, 1,000 deep': [nested(1_000), /more parts/],
  '10,000 parts': [parts(10_000), /more parts/],
  'a hundred thousand lines of heading': [`${HEAD}${'X-Again: yes\r\n'.repeat(100_000)}\r\nhi`, /longer heading/],
  'a line of heading of 20 MB': [`${HEAD}X-Long: ${'b'.repeat(20_000_000)}\r\n\r\nhi`, /longer/],
  '100,000 recipients': [`To: ${'a@b.example, '.repeat(100_000)}\r\n${HEAD}\r\nhi`, /longer heading/],
  '20 MB of text': [`${HEAD}\r\n${'Sodium 140 mmol\r\n'.repeat(1_200_000)}`, /longer than 8 MB/],
};
const BORNE: Record<string, string> = {
  'messages within messages, 1,000 deep': `${HEAD}${`Content-Type: message/rfc822\r\n\r\n${HEAD}`.repeat(1_000)}\r\nhi`,
  'an address of 50,000 brackets': `From: ${'('.repeat(50_000)}\r\nSubject: lab\r\n\r\nhi`,
  '300,000 elements of HTML within each other': `${HEAD}Content-Type: text/html\r\n\r\n${'<div>'.repeat(300_000)}`,
  'many parameters': `${HEAD}Content-Type: text/plain; ${'a*0="x"; '.repeat(10_000)}\r\n\r\nhi`,
};

describe('A message made to hurt', () => {
  for (const [name, [raw, reason]] of Object.entries(REFUSED))
    it(`by ${name} is refused with the reason, soon`, async () => {
      const begin = performance.now();
      for (const given of [Buffer.from(raw), Readable.from([Buffer.from(raw)])])
        expect(await unpackMail(given).then(() => 'taken', mailFault)).toMatch(reason);
      expect(performance.now() - begin).toBeLessThan(2 * LONGEST_MS);
    }, 30_000);

  for (const [name, raw] of Object.entries(BORNE))
    it(`by ${name} is taken apart or refused, soon`, async () => {
      const begin = performance.now();
      await unpackMail(Buffer.from(raw)).catch(mailFault);
      expect(performance.now() - begin).toBeLessThan(LONGEST_MS);
    }, 30_000);

  it('is told from one with many large attachments', async () => {
    const scan = Buffer.alloc(9 * 1024 * 1024, 7)
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n');
    const part = `--b\r\nContent-Type: image/tiff; name="scan.tif"\r\nContent-Transfer-Encoding: base64\r\n\r\n${scan}\r\n`;
    const raw = `${HEAD}Content-Type: multipart/mixed; boundary="b"\r\n\r\n${part.repeat(2)}--b--\r\n`;
    const mail = await unpackMail(Readable.from([Buffer.from(raw)]));
    expect(mail.attachments.map(({ bytes }) => bytes.length)).toEqual([9 * 1024 * 1024, 9 * 1024 * 1024]);
  }, 30_000);
});
