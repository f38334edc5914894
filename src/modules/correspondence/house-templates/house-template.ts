import type { NeededFact } from '../template.ts';
import type { WordTrees } from './derive-merged.ts';

/** What letters are made from: the trees and pictures that the confined reader let through. */
export interface Kit {
  readonly trees: WordTrees;
  readonly pictures: readonly Uint8Array[];
}

export type KeptFacts = Readonly<Record<string, NeededFact>>;

export function packKit({ trees, pictures }: Kit): Buffer {
  return Buffer.from(JSON.stringify({ trees, pictures: pictures.map((each) => Buffer.from(each).toString('base64')) }));
}

export function openKit(bytes: Buffer): Kit {
  const { trees, pictures } = JSON.parse(bytes.toString('utf8')) as { trees: WordTrees; pictures: string[] }; // as packed
  return { trees, pictures: pictures.map((each) => Buffer.from(each, 'base64')) };
}

export const MOST_KIT = 24 * 1024 * 1024;
