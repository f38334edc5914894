import { writeChart } from '../../src/apps/demo/charts/write-chart.ts';
import type { Person } from '../../src/apps/demo/fiction/person.ts';
import { type StoryKey, storyPeople } from '../../src/apps/demo/fiction/stories.ts';
import { fileCharts } from '../../src/apps/demo/run/file-charts.ts';
import { fillRegister, type Register } from '../../src/apps/demo/run/fill-register.ts';
import { START, type World } from './world.ts';

/** One of the people that journeys speak of, where they came to stand in the register. */
export interface Resident {
  readonly person: Person;
  readonly patientId: string;
  /** In the order of the visits. */
  readonly encounterIds: readonly string[];
}

export interface Residents {
  of(key: StoryKey): Resident;
  /** Files every document that the visits of this person left behind, page images and text and all. */
  fileChartOf(key: StoryKey): Promise<number>;
}

/**
 * Registers the little hospital: two namesakes, twins, a merged pair, a minor, a record under Part 2, a person of public
 * interest, one who died, a litigation hold, and the woman whose daughter writes for her records. The stories are told in
 * src/apps/demo/fiction/stories.ts.
 */
export async function arrangePeople(world: World): Promise<Residents> {
  const people = storyPeople(START.toISOString().slice(0, 10));
  const register: Register = await fillRegister(world.services, people, () => {});
  const personOf = (key: StoryKey): Person => {
    const found = people.find((person) => person.key === key);
    if (found === undefined) throw new Error(`Nobody is called ${key}.`);
    return found;
  };
  return {
    of(key) {
      const person = personOf(key);
      return {
        person,
        patientId: register.patientId(person),
        encounterIds: person.visits.map((visit) => register.encounterId(visit.number)),
      };
    },
    async fileChartOf(key) {
      const papers = writeChart(personOf(key));
      await fileCharts(world.services, register, papers, () => {});
      return papers.length;
    },
  };
}
