import { describe, expect, it } from 'vitest';
import { readSettings, SETTINGS } from './settings.ts';

describe('the settings of a process', () => {
  it('each have a variable of their own, a default that reads, and a description', () => {
    const settings = Object.values(SETTINGS);
    expect(new Set(settings.map(({ variable }) => variable)).size).toBe(settings.length);
    for (const { variable, description, fallback, read } of settings) {
      expect(variable === 'DATABASE_URL' || variable.startsWith('CHARTKEEPER_'), variable).toBe(true);
      expect(description.length, variable).toBeGreaterThan(10);
      expect(() => read(fallback), variable).not.toThrow();
    }
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
      'proxy.example',
      '10.0.0.5,',
    ])
      expect(() => proxies(wrong), wrong).toThrow(expect.objectContaining({ code: 'settings/wrong' }));
  });

  it('say which variable is wrong, and that nothing was started', () => {
    expect(() => readSettings({ CHARTKEEPER_PORT: 'eighty' })).toThrow(
      expect.objectContaining({ at: 'CHARTKEEPER_PORT', detail: expect.stringContaining('Nothing was started') }),
    );
  });
});
