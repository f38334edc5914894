import { gunzipSync, gzipSync } from 'node:zlib';
import { FEATURE_WAYS } from './derive-features.ts';
import type { TypeModel } from './derive-type-model.ts';

const MAX_UNPACKED = 256 * 1024 * 1024;

/** As bytes: a header of counts and type codes, then hashes, inverse frequencies and weights, little-endian. */
export function packTypeModel(model: TypeModel): Buffer {
  const sizes = model.vocabulary.map((places) => places.size);
  const header = Buffer.from(JSON.stringify({ types: model.types, sizes }), 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const hashes = Uint32Array.from(model.vocabulary.flatMap((places) => [...places.keys()]));
  const parts = [hashes, model.idf, ...model.weights].map((each) =>
    Buffer.from(each.buffer, each.byteOffset, each.byteLength),
  );
  return gzipSync(Buffer.concat([length, header, ...parts]));
}

export function unpackTypeModel(packed: Uint8Array): TypeModel {
  const bytes = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED });
  const start = 4 + bytes.readUInt32LE(0);
  const { types, sizes } = JSON.parse(bytes.toString('utf8', 4, start)) as { types: string[]; sizes: number[] }; // we wrote it
  const size = sizes.reduce((sum, each) => sum + each, 0);
  // A copy begins at a multiple of four, as typed arrays demand.
  const numbers = Uint8Array.from(bytes.subarray(start)).buffer;
  const hashes = new Uint32Array(numbers, 0, size);
  let place = 0;
  const vocabulary = Array.from({ length: FEATURE_WAYS }, (_way, way) => {
    const places = new Map<number, number>();
    for (let n = 0; n < (sizes[way] ?? 0); n += 1, place += 1) places.set(hashes[place] ?? 0, place);
    return places;
  });
  return {
    types,
    vocabulary,
    idf: new Float32Array(numbers, size * 4, size),
    weights: types.map((_type, index) => new Float32Array(numbers, (2 * size + index * (size + 1)) * 4, size + 1)),
  };
}
