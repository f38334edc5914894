import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SETTINGS } from './settings.ts';

describe('settings', () => {
  it('each have a default that is understood and a description', () => {
    const settings = readSettings({});
    expect(settings.port).toBe(8080);
    expect(settings.host).toBe('127.0.0.1');
    for (const setting of Object.values(SETTINGS))
      expect(setting.description.length, setting.variable).toBeGreaterThan(5);
  });

  it.each([
    ['CHARTKEEPER_PORT', 'eighty'],
    ['CHARTKEEPER_PORT', '70000'],
    ['CHARTKEEPER_OCR', 'magic'],
    ['CHARTKEEPER_LOG_LEVEL', 'loud'],
    ['CHARTKEEPER_ROLES', 'web,coffee'],
  ])('refuse %s=%s and name it', (variable, value) => {
    expect(() => readSettings({ [variable]: value })).toThrowError(
      expect.objectContaining({ code: 'settings/wrong', at: variable }),
    );
  });

  it('come from one file where that is named, and the environment wins over it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ck-settings-')), 'chartkeeper.env');
    writeFileSync(file, '# the desk\nCHARTKEEPER_PORT=9000\nCHARTKEEPER_OCR = bundled\n');
    expect(readSettings({ CHARTKEEPER_SETTINGS: file })).toMatchObject({ port: 9000, ocr: 'bundled' });
    expect(readSettings({ CHARTKEEPER_SETTINGS: file, CHARTKEEPER_PORT: '9001' }).port).toBe(9001);
  });

  it('believe no proxy unless one is named, and never everybody', () => {
    expect(readSettings({}).trustProxy).toEqual([]);
    const proxies = (value: string) => readSettings({ CHARTKEEPER_TRUST_PROXY: value }).trustProxy;
    expect(proxies('10.0.0.5, 192.168.0.0/16,fd00::/8')).toEqual(['10.0.0.5', '192.168.0.0/16', 'fd00::/8']);
    expect(proxies('loopback')).toEqual(['loopback']);
    for (const wrong of [
      'true',
      '1',
      '*',
      '0.0.0.0/0',
      '::/0',
      '10.0.0.5/33',
      '10.0.0.5/8/8',
      'a.example',
      '10.0.0.5,',
    ])
      expect(() => proxies(wrong), wrong).toThrow(expect.objectContaining({ code: 'settings/wrong' }));
  });
});
