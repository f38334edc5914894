#!/usr/bin/env node
// Verifies an exported audit log, with nothing but Node and this file: hand it to an auditor. It shares no code with the
// server's verifier on purpose, so that one mistake cannot hide in both; what it rests on is written down in
// packages/ledger/README.md, in RFC 6962 section 2.1 and in C2SP signed-note and tlog-checkpoint.
//
//   node verify-log.mjs DIR [--checkpoints FILE]...
//   node verify-log.mjs --entries FILE|- --key FILE --checkpoints FILE...
//
// DIR holds entries.ndjson, checkpoints.txt and key.pub (one verifier key a line), and checkpoints-outside.txt where the
// server kept a second copy outside its database. Further --checkpoints files are copies kept elsewhere: a log that was
// rebuilt or rolled back together with its own checkpoints still fails against them.
//
// Prints {"entries", "verified", "firstBad"?} on stdout and a sentence on stderr.
// Exit 0: whole. 1: changed, removed, reordered, rolled back, or not covered by any checkpoint. 2: cannot be run.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const COLUMNS = [
  ['id', isText],
  ['xid', isText],
  ['at', isText],
  ['actor_kind', isText],
  ['actor_id', isText],
  ['on_behalf_of', isText],
  ['purpose', isText],
  ['verb', isText],
  ['outcome', isText],
  ['subject_ids', isTexts],
  ['patient_ids', isTexts],
  ['object_count', Number.isSafeInteger],
  ['detail', isText],
  ['reason_ids', isTexts],
  ['session_hash', isText],
];
const COLUMN_NAMES = COLUMNS.map(([name]) => name);
const MAX_LINE = 8 * 1024 * 1024;
const MAX_ENTRY = 1024 * 1024;
const MAX_NOTE = 64 * 1024;
const MAX_SIGNATURES = 64;
const MAX_KEYS = 16;

// ---------------------------------------------------------------------------------------------------------- hashing

function sha256(...parts) {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
}

function length32(value) {
  return Buffer.from([(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]);
}

/** Pushes the bytes of a text or null, and says false when the text is not well-formed Unicode. */
function pushText(parts, value) {
  if (value === null) {
    parts.push(Buffer.from([0]));
    return true;
  }
  const bytes = Buffer.from(value, 'utf8');
  if (bytes.toString('utf8') !== value) return false;
  parts.push(Buffer.from([1]), length32(bytes.length), bytes);
  return true;
}

/** SHA-256 over 0x00 and the entry's bytes; null when the entry cannot be written as a leaf. */
function leafDigest(record) {
  const parts = [Buffer.from([1, COLUMN_NAMES.length])];
  for (const name of COLUMN_NAMES) {
    const value = record[name];
    if (Array.isArray(value)) {
      parts.push(Buffer.from([2]), length32(value.length));
      for (const element of value) if (!pushText(parts, element)) return null;
    } else if (!pushText(parts, typeof value === 'number' ? value.toString(10) : value)) {
      return null;
    }
  }
  const bytes = Buffer.concat(parts);
  return bytes.length > MAX_ENTRY ? null : sha256(Buffer.from([0]), bytes);
}

/** Complete subtrees from left to right, each {leaves, digest}: adding one more merges neighbours of equal size. */
function addLeaf(subtrees, digest) {
  let right = { leaves: 1, digest };
  while (subtrees.length > 0 && subtrees[subtrees.length - 1].leaves === right.leaves) {
    const left = subtrees.pop();
    right = { leaves: left.leaves + right.leaves, digest: sha256(Buffer.from([1]), left.digest, right.digest) };
  }
  subtrees.push(right);
}

function rootOf(subtrees) {
  if (subtrees.length === 0) return sha256();
  return subtrees.map(({ digest }) => digest).reduceRight((right, left) => sha256(Buffer.from([1]), left, right));
}

// ------------------------------------------------------------------------------------------------- keys, checkpoints

function canonicalBase64(text) {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

function isKeyName(name) {
  return /^[^\s+\u0000-\u001f\u0085]+$/u.test(name);
}

/** name+id+base64(0x01 ‖ public key), with the id that the name and the key give. */
function readKey(line) {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(line);
  const encoded = match && canonicalBase64(match[3]);
  if (!encoded || encoded.length !== 33 || encoded[0] !== 1 || !isKeyName(match[1])) {
    throw new Error('key.pub does not hold Ed25519 verifier keys (name+id+key), one a line');
  }
  const id = sha256(Buffer.from(`${match[1]}\n`, 'utf8'), encoded)
    .subarray(0, 4)
    .toString('hex');
  if (id !== match[2]) throw new Error(`The key id of ${match[1]} does not belong to its key`);
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: encoded.subarray(1).toString('base64url') };
  return { name: match[1], id, key: createPublicKey({ key: jwk, format: 'jwk' }) };
}

/** A note ends after its last line that begins with a dash and a space. */
function cutNotes(file) {
  const notes = [];
  const lines = file.split('\n');
  const tail = lines.pop();
  let note = '';
  lines.forEach((line, i) => {
    note += `${line}\n`;
    const following = i + 1 < lines.length ? lines[i + 1] : tail;
    if (i > 0 && line.startsWith('— ') && !following.startsWith('— ')) {
      notes.push(note);
      note = '';
    }
  });
  if (note + tail !== '') notes.push(note + tail);
  return notes;
}

/** {size, root} of a checkpoint that a known key signed, or a text that says what is wrong with it. */
function readCheckpoint(note, keys) {
  if (Buffer.byteLength(note, 'utf8') > MAX_NOTE) return 'it is too large';
  for (const char of note) {
    const code = char.codePointAt(0);
    if ((code < 32 && char !== '\n') || (code >= 0xd800 && code <= 0xdfff)) return 'it has control characters';
  }
  const lines = note.split('\n');
  if (lines.pop() !== '') return 'it does not end in a newline';
  const blank = lines.lastIndexOf('');
  const signatures = lines.slice(blank + 1);
  if (blank < 1 || signatures.length === 0 || signatures.length > MAX_SIGNATURES) return 'it has no signatures';
  const text = lines
    .slice(0, blank)
    .map((line) => `${line}\n`)
    .join('');

  const signers = new Set();
  for (const line of signatures) {
    const words = line.split(' ');
    const blob = words.length === 3 && words[0] === '—' && isKeyName(words[1]) ? canonicalBase64(words[2]) : null;
    if (!blob || blob.length < 5) return 'a signature line is malformed';
    const id = blob.subarray(0, 4).toString('hex');
    const known = keys.find((key) => key.name === words[1] && key.id === id);
    if (!known) continue;
    if (signers.has(known)) return 'a key signed twice';
    const signature = blob.subarray(4);
    if (signature.length !== 64 || !verify(null, Buffer.from(text, 'utf8'), known.key, signature)) {
      return 'its signature does not verify';
    }
    signers.add(known);
  }
  if (signers.size === 0) return 'no known key signed it';

  const [origin, digits, encoded] = lines;
  const root = blank === 3 && origin !== '' ? canonicalBase64(encoded) : null;
  if (!root || root.length !== 32 || !/^(?:0|[1-9]\d*)$/.test(digits) || !Number.isSafeInteger(+digits)) {
    return 'the signed text is not a checkpoint';
  }
  if (![...signers].some(({ name }) => name === origin)) return 'the key of another log signed it';
  return { size: +digits, root };
}

/** All good checkpoints of all places by size, and the first that is not good. */
function readPlaces(files, keys) {
  const checkpoints = [];
  let firstBad;
  files.forEach((file, place) => {
    let before = 0;
    cutNotes(file).forEach((note, index) => {
      const found = readCheckpoint(note, keys);
      if (typeof found === 'string') {
        firstBad ??= { reason: 'checkpoint', place, index, detail: found };
        return;
      }
      if (found.size < before) {
        firstBad ??= { reason: 'checkpoint', place, index, detail: 'it is older than the one before it' };
      }
      before = found.size;
      checkpoints.push(found);
    });
  });
  checkpoints.sort((a, b) => a.size - b.size);
  return { checkpoints, firstBad };
}

// ---------------------------------------------------------------------------------------------------------- entries

function isText(value) {
  return typeof value === 'string';
}

function isTexts(value) {
  return Array.isArray(value) && value.every((element) => element === null || isText(element));
}

/** The record on a line, or null unless it is spelled exactly as JSON.stringify spells it, keys in leaf order. */
function readRecord(line) {
  if (line.length > MAX_LINE) return null;
  let text;
  let record;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    record = JSON.parse(text);
    if (record === null || typeof record !== 'object' || JSON.stringify(record) !== text) return null;
  } catch {
    return null;
  }
  const keys = Object.keys(record);
  if (keys.at(-1) === 'hash') {
    if (!isText(record.hash) || !/^[0-9a-f]{64}$/.test(record.hash)) return null;
    keys.pop();
  }
  if (JSON.stringify(keys) !== JSON.stringify(['n', ...COLUMN_NAMES])) return null;
  if (!Number.isSafeInteger(record.n) || record.n < 0) return null;
  return COLUMNS.every(([name, fits]) => record[name] === null || fits(record[name])) ? record : null;
}

/** The lines of a stream as bytes; a last line without its newline was cut off, and comes as null. */
async function* linesOf(stream) {
  let pieces = [];
  let held = 0;
  for await (const chunk of stream) {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      const piece = chunk.subarray(start, end);
      yield pieces.length === 0 ? piece : Buffer.concat([...pieces, piece]);
      pieces = [];
      held = 0;
      start = end + 1;
    }
    const rest = chunk.subarray(start);
    // A line without end must not fill the memory: past the limit it is unreadable whatever follows.
    if (rest.length > 0 && held <= MAX_LINE) pieces.push(rest);
    held += rest.length;
  }
  if (held > 0) yield null;
}

// ----------------------------------------------------------------------------------------------------------- verdict

export async function verifyLog({ entries: stream, checkpointFiles, keyFile }) {
  const keyLines = keyFile.split('\n').filter((line) => line !== '');
  if (keyLines.length === 0 || keyLines.length > MAX_KEYS) throw new Error(`key.pub holds 1 to ${MAX_KEYS} keys`);
  const { checkpoints, firstBad: badCheckpoint } = readPlaces(checkpointFiles, keyLines.map(readKey));

  const subtrees = [];
  let entries = 0;
  let verified = 0;
  let due = 0;
  let firstBad;

  const compare = (size) => {
    if (due >= checkpoints.length || checkpoints[due].size !== size) return;
    const root = rootOf(subtrees);
    for (; due < checkpoints.length && checkpoints[due].size === size; due++) {
      if (root.equals(checkpoints[due].root)) continue;
      const last = Math.max(size - 1, 0);
      firstBad = { reason: 'changed', n: Math.min(verified, last), upTo: last };
      return;
    }
    verified = size;
  };

  compare(0);
  for await (const line of linesOf(stream)) {
    const n = entries++;
    if (firstBad) continue;
    const record = line && readRecord(line);
    const digest = record && leafDigest(record);
    if (!digest) firstBad = { reason: 'unreadable', n };
    else if (record.n !== n) firstBad = { reason: record.n > n ? 'missing' : 'out of order', n };
    else if (record.hash !== undefined && record.hash !== digest.toString('hex')) firstBad = { reason: 'changed', n };
    else {
      addLeaf(subtrees, digest);
      compare(entries);
    }
  }

  if (!firstBad) {
    const newest = checkpoints.at(-1);
    if (newest && newest.size > entries) firstBad = { reason: 'rolled back', n: entries, upTo: newest.size - 1 };
    else if (!newest && entries > 0) firstBad = { reason: 'no checkpoint', n: 0, upTo: entries - 1 };
    else firstBad = badCheckpoint;
  }
  return firstBad ? { entries, verified, firstBad } : { entries, verified };
}

function sentence({ entries, verified, firstBad }) {
  if (!firstBad) {
    const younger = entries - verified;
    const rest = younger > 0 ? `; ${younger} are younger than the last checkpoint` : '';
    return `The log is whole: ${verified} of ${entries} entries are proved${rest}.`;
  }
  if (firstBad.reason === 'checkpoint') {
    const { index, place, detail } = firstBad;
    return `Checkpoint ${index + 1} of place ${place + 1} is not good: ${detail}.`;
  }
  const { n, upTo = n, reason } = firstBad;
  return `${upTo > n ? `Entries ${n} to ${upTo}` : `Entry ${n}`}: ${reason}. ${verified} entries before are proved.`;
}

function readArguments(words) {
  const options = { checkpoints: [] };
  for (let i = 0; i < words.length; i++) {
    const value = words[i + 1];
    if (words[i] === '--checkpoints' && value) options.checkpoints.push(words[++i]);
    else if (words[i] === '--entries' && value && !options.entries) options.entries = words[++i];
    else if (words[i] === '--key' && value && !options.key) options.key = words[++i];
    else if (!words[i].startsWith('-') && !options.directory) options.directory = words[i];
    else return null;
  }
  if (options.directory) {
    options.entries ??= join(options.directory, 'entries.ndjson');
    options.key ??= join(options.directory, 'key.pub');
    const outside = join(options.directory, 'checkpoints-outside.txt');
    if (existsSync(outside)) options.checkpoints.unshift(outside);
    options.checkpoints.unshift(join(options.directory, 'checkpoints.txt'));
  }
  return options.entries && options.key && options.checkpoints.length > 0 ? options : null;
}

async function main() {
  const options = readArguments(process.argv.slice(2));
  if (!options) {
    console.error('Use: verify-log.mjs DIR | --entries FILE|- --key FILE [--checkpoints FILE]...');
    return 2;
  }
  try {
    const keyFile = readFileSync(options.key, 'utf8');
    const checkpointFiles = options.checkpoints.map((file) => readFileSync(file, 'utf8'));
    const fd = options.entries === '-' ? 0 : openSync(options.entries);
    const entries = createReadStream('', { fd, highWaterMark: 1 << 20 });
    const verdict = await verifyLog({ entries, checkpointFiles, keyFile });
    console.log(JSON.stringify(verdict));
    console.error(sentence(verdict));
    return verdict.firstBad ? 1 : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

const started = process.argv[1] ? pathToFileURL(realpathSync(process.argv[1])).href : undefined;
if (import.meta.url === started) process.exitCode = await main();
