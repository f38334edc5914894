import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { framed } from './frames.ts';

/** Messages of others, beside this checkout where somebody put them. */
export const CORPUS = join(import.meta.dirname, '../../../../shared/data/hl7v2/messages');
export const CORPUS_FILES = existsSync(CORPUS) ? readdirSync(CORPUS).filter((name) => name.endsWith('.hl7')) : [];

/** A sender in tests: everything at once down one connection, and the answers in the order in which they come. */
export function exchange(port: number, bytes: Buffer, expected: number, waitMs = 20_000): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    const answers = () => [...text.matchAll(/\x0b([\s\S]*?)\x1c\r/g)].map((match) => match[1] ?? '');
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answers());
    };
    const timer = setTimeout(finish, waitMs);
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.split('\x1c\r').length > expected) finish();
    });
    socket.on('close', finish);
    socket.on('error', (error) => (text === '' ? reject(error) : finish()));
    socket.write(bytes);
  });
}

export function send(port: number, messages: readonly string[], waitMs?: number): Promise<string[]> {
  return exchange(port, Buffer.concat(messages.map(framed)), messages.length, waitMs);
}

export const codes = (answers: readonly string[]) => answers.map((answer) => /\rMSA\|(\w\w)/.exec(answer)?.[1]);
export const numbers = (answers: readonly string[]) =>
  answers.map((answer) => /\rMSA\|\w\w\|([^|\r]*)/.exec(answer)?.[1]);

export interface Said {
  readonly event: string;
  readonly id: string;
  readonly at?: string;
  readonly app?: string;
  readonly rest: readonly string[];
  readonly header?: string;
}

export function message({ event, id, at = '20261120100000', app = 'HIS', rest, header = '' }: Said): string {
  return [
    `MSH|^~\\&|${app}|HOSP|CK|HOSP|${at}||${event}|${id}|P|2.5.1${header}`,
    `EVN|${event.split('^')[1] ?? ''}|${at}`,
    ...rest,
    '',
  ].join('\r');
}
