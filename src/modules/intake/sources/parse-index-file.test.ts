import { describe, expect, it } from 'vitest';
import { derivePickups } from './derive-pickups.ts';
import { deriveSender } from './derive-sender.ts';
import { decidePattern } from './decide-source-facts.ts';
import { parseIndexFile } from './parse-index-file.ts';

const us = { order: 'mdy' } as const;

describe('an index file', () => {
  it('is read as a table with a heading, whatever stands between the columns', () => {
    const csv =
      '\ufeffFile Name,Patient ID,Doc Type,DOS,Page Count\r\n"scans\\a, b.tif",00731190,"Consult ""A""",2/3/2026,4\r\n';
    expect(parseIndexFile('i.csv', csv, us)).toEqual([
      { file: 'a, b.tif', mrn: '00731190', type: 'Consult "A"', date: '2026-02-03', pages: 4 },
    ]);
    expect(parseIndexFile('i.txt', 'FILE|MRN|DATE\nx.tif|7|03.02.2026', { order: 'dmy' })).toEqual([
      { file: 'x.tif', mrn: '7', date: '2026-02-03' },
    ]);
  });

  it('is read as XML, where the batch holds for all of its documents', () => {
    const xml = `<?xml version="1.0"?><batch name="B7"><BatchName>Ward 3</BatchName>
      <document file="a.tif" mrn="1"/><document><FileName>b &amp; c.tif</FileName><MRN>2</MRN><Visit>V9</Visit></document></batch>`;
    expect(parseIndexFile('i.xml', xml, us)).toEqual([
      { file: 'a.tif', mrn: '1', batch: 'Ward 3' },
      { file: 'b & c.tif', mrn: '2', visitNumber: 'V9', batch: 'Ward 3' },
    ]);
  });

  it('is no index file when it is prose, has a document type definition, or says dates that do not exist', () => {
    expect(
      parseIndexFile('n.txt', 'Patient seen today.\nDate: today\nPlan: rest.\nNothing else to say.', us),
    ).toBeUndefined();
    expect(parseIndexFile('i.xml', '<!DOCTYPE x [<!ENTITY a "b">]><x><file>&a;</file></x>', us)).toBeUndefined();
    expect(parseIndexFile('i.txt', 'MRN=7\nDate=02/30/2026', us)).toEqual([{ mrn: '7' }]);
  });
});

describe('what may be taken from a folder now', () => {
  const none = { indexExpected: false, waitMs: 60_000 };
  it('leaves a scan alone while the index beside it is being written, or a lock stands beside it', () => {
    const seen = [
      { name: 'a.tif', stillFor: 9_000 },
      { name: 'a.csv', stillFor: undefined },
    ];
    expect(derivePickups(seen, new Map(), none)).toEqual([]);
    expect(
      derivePickups(
        [
          { name: 'a.tif', stillFor: 9_000 },
          { name: 'a.tif.lock', stillFor: 9_000 },
        ],
        new Map(),
        none,
      ),
    ).toEqual([]);
  });

  it('waits for a named file that still grows, however long', () => {
    const seen = [
      { name: 'a.tif', stillFor: undefined },
      { name: 'b.tif', stillFor: 900_000 },
      { name: 'x.csv', stillFor: 900_000 },
    ];
    const index = new Map([['x.csv', [{ file: 'A.TIF' }, { file: 'b.tif' }]]]);
    expect(derivePickups(seen, index, none)).toEqual([]);
  });

  it('takes a file without its index only after the time its source was given', () => {
    const expecting = { indexExpected: true, waitMs: 60_000 };
    expect(derivePickups([{ name: 'a.tif', stillFor: 50_000 }], new Map(), expecting)).toEqual([]);
    expect(derivePickups([{ name: 'a.tif', stillFor: 70_000 }], new Map(), expecting)[0]?.files[0]?.complaint).toMatch(
      /none came/,
    );
  });
});

describe('the sender of a fax', () => {
  it('is found by the pattern of the site, else by what looks like a number', () => {
    expect(deriveSender(['Fax from +1 (555) 010-2233, 3 pages'], undefined)).toBe('+1 555 010 2233');
    expect(deriveSender(['FAX_0049301234567_2026.tif'], '^FAX_(\\d+)_')).toBe('0049301234567');
    expect(deriveSender(['scan.tif'], undefined)).toBeUndefined();
  });
  it('does not let a pattern run for ever', () => {
    expect(decidePattern('(a+)+$')).toMatch(/repeat/);
    expect(decidePattern('(\\d+)')).toBeUndefined();
    expect(decidePattern('(')).toMatch(/regular/);
  });
});
