export { seededRandom } from './seeded-random.ts';
export { shuffled } from './shuffled.ts';
