import { expect, it } from 'vitest';
import en from './messages/en.json' with { type: 'json' };
import es from './messages/es.json' with { type: 'json' };

const keys = (tree: object, before = ''): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${before}${key}`] : keys(value as object, `${before}${key} > `),
  );

it('the page of the recipient says in Spanish whatever it says in English', () => {
  expect(Object.keys(es)).toEqual(['recipient']);
  expect(keys(es.recipient).sort()).toEqual(keys(en.recipient).sort());
});
