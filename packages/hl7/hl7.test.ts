import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  acknowledge,
  bytesOf,
  get,
  getAll,
  isRefusal,
  type Message,
  parseMessage,
  printMessage,
  said,
  segmentsNamed,
  set,
  splitBatch,
  textOf,
} from './index.ts';

const CORPUS = join(import.meta.dirname, '../../../shared/data/hl7v2/messages');
const files = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.endsWith('.hl7')) : [];

function parsed(text: string): Message {
  const message = parseMessage(text);
  if (isRefusal(message)) throw new Error(message.reason);
  return message;
}
const edited = (message: Message, path: string, value: string | null) => {
  const after = set(message, path, value);
  if (isRefusal(after)) throw new Error(after.reason);
  return after;
};
const ADT = parsed(
  [
    'MSH|^~\\&|HIS|HOSP|HIM|HOSP|20261114||ADT^A01^ADT_A01|77|P|2.5.1||||||UNICODE UTF-8',
    'PID|1||123^^^HOSP&1.2.3&ISO^MR~999^^^SSA^SS||O\\T\\Hara^Mary||""',
    'OBX|1|TX|A||first',
    'OBX|2|TX|A||second',
    '',
  ].join('\r'),
);

describe('printing what was parsed', () => {
  it('gives back whatever bytes stand behind a header', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'MSH|^~\\&|',
          'MSH$%#!@$',
          '\u00ef\u00bb\u00bfMSH|^~\\&|',
          '\x0bMSH|^~\\&|',
          '\r\n\r\nMSH|^~\\&|',
        ),
        fc.oneof(
          fc.uint8Array({ maxLength: 400 }).map(textOf),
          fc
            .array(fc.constantFrom('|', '^', '~', '\\', '&', '\r', '\n', '\r\n', 'PID|', 'OBX', '\x1c', '\x81', 'x'), {
              maxLength: 200,
            })
            .map((pieces) => pieces.join('')),
        ),
        (head, rest) => {
          expect(printMessage(parsed(head + rest))).toBe(head + rest);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never throws, whatever came', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.boolean(), (bytes, header) => {
        const text = (header ? 'MSH' : '') + textOf(bytes);
        const message = parseMessage(text);
        if (!isRefusal(message)) expect(printMessage(message)).toBe(text);
        expect(
          splitBatch(text)
            .parts.map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is byte for byte for every message that other projects test with', (context) => {
    if (files.length === 0) return context.skip('../shared/data is not here');
    let messages = 0;
    for (const file of files) {
      const bytes = readFileSync(join(CORPUS, file));
      const { parts } = splitBatch(textOf(bytes));
      const printed = parts.map((part) => {
        const message = part.kind === 'message' ? parseMessage(part.text) : undefined;
        if (message === undefined || isRefusal(message)) return part.text;
        messages++;
        return printMessage(message);
      });
      expect(bytesOf(printed.join('')).equals(bytes), file).toBe(true);
    }
    expect(messages).toBeGreaterThan(150);
  });
});

describe('reading a place', () => {
  it('counts segments, repetitions, components and subcomponents from one', () => {
    expect(get(ADT, 'PID-3')).toBe('123^^^HOSP&1.2.3&ISO^MR');
    expect(get(ADT, 'PID-3[2].1')).toBe('999');
    expect(get(ADT, 'PID-3.4.2')).toBe('1.2.3');
    expect(getAll(ADT, 'PID-3.5')).toEqual(['MR', 'SS']);
    expect(get(ADT, 'OBX[2]-5')).toBe('second');
    expect([get(ADT, 'MSH-1'), get(ADT, 'MSH-2'), get(ADT, 'MSH-9.2')]).toEqual(['|', '^~\\&', 'A01']);
    expect([get(ADT, 'PID-99'), get(ADT, 'ZZZ-1'), get(ADT, 'PID-0'), get(ADT, 'nonsense')]).toEqual(
      Array(4).fill(undefined),
    );
  });

  it('tells a value that is to be deleted from one that is not mentioned', () => {
    expect([said(ADT, 'PID-7').said, said(ADT, 'PID-6').said, said(ADT, 'PID-5.1').said]).toEqual([
      'delete',
      'nothing',
      'text',
    ]);
  });

  it.each([
    ['O\\T\\Hara', 'O&Hara'],
    ['a\\F\\b\\S\\c\\R\\d\\E\\e', 'a|b^c~d\\e'],
    ['caf\\XC3A9\\', 'café'],
    ['one\\.br\\two\\.sp 2\\three', 'one\ntwo\n\nthree'],
    ['\\H\\loud\\N\\', 'loud'],
    ['\\Zxx\\ and \\C2842\\ stay', '\\Zxx\\ and \\C2842\\ stay'],
    ['C:\\path', 'C:\\path'],
    ['50\\', '50\\'],
  ])('resolves the escapes of %s', (written, meant) => {
    expect(get(parsed(`MSH|^~\\&|||||||ADT||P|2.5||||||UNICODE UTF-8\rPID|||||${written}`), 'PID-5')).toBe(meant);
  });

  it('takes the delimiters from the header', () => {
    const odd = parsed('MSH$%#!@$APP$$$$$$ADT%A08\rPID$$$1%%%F@9@ISO#2\r');
    expect([get(odd, 'MSH-9.2'), get(odd, 'PID-3.4.2'), get(odd, 'PID-3[2]')]).toEqual(['A08', '9', '2']);
    const two = parsed('MSH|^~|APP||||||ADT^A08\rPID|||1&2\\F\\\r');
    expect([get(two, 'PID-3.1'), get(two, 'PID-3.1.1')]).toEqual(['1&2\\F\\', '1&2\\F\\']);
  });

  it('reads on in a line that is no segment, and keeps it', () => {
    const text = 'MSH|^~\\&|A\rOBX|1|TX|||The patient\nwas seen\r\rtoday.||||||F\rZZZ|1\r';
    const message = parsed(text);
    expect(message.segments.map((segment) => segment.name)).toEqual(['MSH', 'OBX', 'ZZZ']);
    expect(get(message, 'OBX-11')).toBe('F');
    expect(printMessage(message)).toBe(text);
  });
});

describe('the character set', () => {
  const head = (set: string) => `MSH|^~\\&|||||||ADT||P|2.5||||||${set}\rPID|||||`;
  const withBytes = (set: string, bytes: number[], rest = '^Wei') =>
    parsed(head(set) + String.fromCharCode(...bytes) + rest);
  it.each([
    ['UNICODE UTF-8', [0xc3, 0x9c], 'Ü'],
    ['8859/1', [0xdc], 'Ü'],
    ['8859/5', [0xb0], 'А'],
    ['', [0xdc], 'Ü'],
    ['', [0xc3, 0x9c], 'Ü'],
    // The second byte is 7C, the field separator; 5E, the component separator; 5C, the escape.
    ['GB 18030-2000', [0x81, 0x7c], '亅'],
    ['GB 18030-2000', [0x81, 0x30, 0x81, 0x30], '\u0080'],
    ['BIG-5', [0xa4, 0x5c], '么'],
    ['BIG-5', [0xa4, 0x7c], '弋'],
    ['ISO IR87', [0x1b, 0x24, 0x42, 0x25, 0x5e, 0x1b, 0x28, 0x42], 'マ'],
  ])('%s is decoded, and half a character is no delimiter', (set, bytes, character) => {
    const message = withBytes(set, bytes);
    expect(get(message, 'PID-5.1')).toBe(character);
    expect(get(message, 'PID-5.2')).toBe('Wei');
  });
  it('that a sender names wrongly loses no letter', () => {
    expect(get(withBytes('UNICODE UTF-8', [0xdc], 'nal'), 'PID-5')).toBe('Ünal');
  });
  it('writes an edit in the set of the message, or says that it cannot', () => {
    expect(get(edited(withBytes('8859/15', [0x41]), 'PID-5.1', '€'), 'PID-5.1')).toBe('€');
    expect(set(withBytes('8859/1', [0x41]), 'PID-5.1', '亅')).toMatchObject({ refused: 'charset' });
  });
});

describe('an edit', () => {
  it('changes the edited place and no other byte', () => {
    const before = printMessage(ADT);
    expect(printMessage(edited(ADT, 'PID-3[2].1', '1000'))).toBe(before.replace('~999^', '~1000^'));
    expect(printMessage(edited(ADT, 'OBX[2]-5', 'a|b'))).toBe(before.replace('second', 'a\\F\\b'));
    expect(printMessage(edited(ADT, 'PID-8', 'F'))).toBe(before.replace('||""', '||""|F'));
    expect(printMessage(edited(ADT, 'PID-5.1', null))).toBe(before.replace('O\\T\\Hara', '""'));
  });

  it('is read again as it was written, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text !== '""' && !text.includes('\r')),
        fc.constantFrom('PID-5.1', 'PID-9', 'PID-3[2].4.2', 'MSH-3', 'OBX[2]-5'),
        (text, path) => {
          const after = edited(ADT, path, text);
          expect(get(after, path)).toBe(text);
          expect(get(after, 'OBX[1]-5')).toBe('first');
          expect(after.segments.filter((segment, at) => segment.raw !== ADT.segments[at]?.raw).length).toBeLessThan(2);
        },
      ),
    );
  });

  it('of a place that cannot be written is refused', () => {
    expect(set(ADT, 'MSH-2', 'x')).toMatchObject({ refused: 'path' });
    expect(set(ADT, 'NK1-2', 'x')).toMatchObject({ refused: 'no-segment' });
  });
});

describe('what is no message', () => {
  it.each([
    ['', 'no-msh'],
    ['PID|1', 'no-msh'],
    ['MSH', 'short-msh'],
    ['MSH|', 'short-msh'],
    ['MSH|^^\\&|', 'delimiters'],
    ['MSH|^~\\&#%|', 'delimiters'],
    ['MSHxabcdx', 'delimiters'],
  ])('%j is refused as a value', (text, code) => {
    expect(parseMessage(text)).toMatchObject({ refused: code });
  });

  it('takes time that grows with its length and no faster', () => {
    const time = (text: string) => {
      const start = performance.now();
      const message = parsed(text);
      get(message, 'PID-3[2].1');
      getAll(message, 'OBX-5');
      return performance.now() - start;
    };
    for (const unit of ['\\', '|', '~', '\r', '\n\r', 'A\r', '\\X', 'OBX|\r']) {
      const text = (n: number) => `MSH|^~\\&|A\rOBX|1|TX|||${unit.repeat(n)}`;
      time(text(2_000));
      expect(time(text(90_000)), unit).toBeLessThan(1_000);
    }
  });
});

describe('a batch', () => {
  const message = (id: number) => `MSH|^~\\&|A|B|||1||ADT^A08|${id}|P|2.3\rPID|1\r`;
  it('falls into its messages, and a wrong count is said', () => {
    const text = `FHS|^~\\&|A\rBHS|^~\\&|A\r${message(1)}${message(2)}BTS|3\rFTS|1\r`;
    const { parts, miscounted } = splitBatch(text);
    expect(parts.map((part) => part.kind)).toEqual(['FHS', 'BHS', 'message', 'message', 'BTS', 'FTS']);
    expect(miscounted).toEqual([{ line: 7, said: 3, found: 2 }]);
    expect(splitBatch(text.replace('BTS|3', 'BTS|2')).miscounted).toEqual([]);
  });
  it('of frames written to a file falls apart too', () => {
    const parts = splitBatch(`\x0b${message(1)}\x1c\r\x0b${message(2)}\x1c\r`).parts;
    expect(parts.map((part) => part.kind)).toEqual(['message', 'message']);
    expect(parts.map((part) => get(parsed(part.text), 'MSH-10'))).toEqual(['1', '2']);
  });
});

describe('an acknowledgement', () => {
  const at = '20261114120000';
  it('goes back to the sender with the number of the message', () => {
    const ack = parsed(acknowledge(ADT, { code: 'AA', controlId: 'C1', at }));
    expect(
      ['MSH-3', 'MSH-4', 'MSH-5', 'MSH-6', 'MSH-9', 'MSH-12', 'MSH-18', 'MSA-1', 'MSA-2'].map((path) => get(ack, path)),
    ).toEqual(['HIM', 'HOSP', 'HIS', 'HOSP', 'ACK^A01^ACK', '2.5.1', 'UNICODE UTF-8', 'AA', '77']);
    expect(segmentsNamed(ack, 'ERR')).toEqual([]);
  });
  const error = { code: 101, at: { segment: 'PID', field: 3 }, words: 'No | number' } as const;
  it('says what is wrong as version 2.5 does', () => {
    const ack = parsed(acknowledge(ADT, { code: 'AE', controlId: 'C1', at, error }));
    expect(['ERR-2', 'ERR-3.1', 'ERR-4', 'ERR-8', 'MSA-3'].map((path) => get(ack, path))).toEqual([
      'PID^1^3',
      '101',
      'E',
      'No | number',
      'No | number',
    ]);
  });
  it('says it as versions before do', () => {
    const old = parsed('MSH|^~\\&|A|B|||1||ADT^A01|9|P|2.3\r');
    const ack = parsed(acknowledge(old, { code: 'AE', controlId: 'C1', at, error }));
    expect([get(ack, 'MSH-9'), get(ack, 'ERR-1.1'), get(ack, 'ERR-1.3'), get(ack, 'ERR-1.4.1')]).toEqual([
      'ACK^A01',
      'PID',
      '3',
      '101',
    ]);
  });
  it('is made for what could not be read', () => {
    const ack = parsed(
      acknowledge(undefined, { code: 'AR', controlId: 'C1', at, error: { code: 100, words: 'Kein MSH – nichts' } }),
    );
    expect([get(ack, 'MSA-1'), get(ack, 'MSA-2'), get(ack, 'ERR-8')]).toEqual(['AR', undefined, 'Kein MSH ? nichts']);
  });
});
