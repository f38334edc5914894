import { inventPerson, type Person } from './person.ts';
import { randomFrom } from './random.ts';
import { storyPeople } from './stories.ts';

/** `count` registrations: those with a story, and plain people to make up the number. */
export function inventPeople(seed: string, today: string, count: number): Person[] {
  const stories = storyPeople(today);
  const random = randomFrom(`${seed} people`);
  const plain = Array.from({ length: count - stories.length }, (_, index) =>
    inventPerson(random.of(`plain ${index}`), index, today),
  );
  return [...stories, ...plain];
}
