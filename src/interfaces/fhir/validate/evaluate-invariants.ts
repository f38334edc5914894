import { isObject, type JsonObject, objects } from '../read-json.ts';

interface Invariant {
  /** The element it is about. */
  readonly at: string;
  readonly what: string;
  holds(resource: JsonObject): boolean;
}

const UCUM = 'http://unitsofmeasure.org';
const ORDERS = new Set(['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order']);
const REPORTED = new Set(['partial', 'preliminary', 'final', 'amended', 'corrected', 'appended']);
const SMOKING = new Set(['72166-2', '11367-0']);

const toTheDay: Invariant = {
  at: 'effectiveDateTime',
  what: 'is less exact than a day',
  holds: ({ effectiveDateTime: at }) => typeof at !== 'string' || at.length >= 10,
};
const hasResult: Invariant = {
  at: 'value[x]',
  what: 'is missing, and so is the reason why (dataAbsentReason)',
  holds: (resource) =>
    resource.component !== undefined ||
    resource.hasMember !== undefined ||
    resource.dataAbsentReason !== undefined ||
    has(resource, 'value'),
};

/** Invariants of US Core and of the vital signs of R4, by the key under which they are published. */
export const INVARIANTS: Readonly<Record<string, Invariant>> = {
  'us-core-1': toTheDay,
  'us-core-2': hasResult,
  'us-core-3': {
    at: 'valueQuantity.system',
    what: 'is not UCUM',
    holds: ({ valueQuantity: value }) => !isObject(value) || value.system === undefined || value.system === UCUM,
  },
  'us-core-6': {
    at: 'content.attachment',
    what: 'has neither url nor data',
    holds: ({ content }) =>
      objects(content).every(({ attachment: file }) => !isObject(file) || has(file, 'url') || has(file, 'data')),
  },
  'us-core-8': {
    at: 'effective[x]',
    what: 'is missing in a report that has results',
    holds: (resource) => !REPORTED.has(String(resource.status)) || has(resource, 'effective'),
  },
  'us-core-9': {
    at: 'issued',
    what: 'is missing in a report that has results',
    holds: (resource) => !REPORTED.has(String(resource.status)) || has(resource, 'issued'),
  },
  'us-core-13': {
    at: 'practitioner',
    what: 'is missing, and so are organization, healthcareService and location',
    holds: (resource) =>
      ['practitioner', 'organization', 'healthcareService', 'location'].some((name) => resource[name] !== undefined),
  },
  'us-core-20': {
    at: 'whenHandedOver',
    what: 'is missing in what was handed over',
    holds: (resource) => resource.status !== 'completed' || has(resource, 'whenHandedOver'),
  },
  'pd-1': {
    at: 'telecom',
    what: 'is missing, and so is an endpoint',
    holds: ({ telecom, endpoint }) => telecom !== undefined || endpoint !== undefined,
  },
  'provenance-1': {
    at: 'agent.onBehalfOf',
    what: 'is missing where a practitioner or a device acted',
    holds: ({ agent }) =>
      objects(agent).every(
        ({ who, onBehalfOf }) =>
          onBehalfOf !== undefined ||
          !isObject(who) ||
          !/(^|\/)(Practitioner|Device)\//.test(String(who.reference ?? '')),
      ),
  },
  'us-core-21': {
    at: 'requester',
    what: 'is missing in an order',
    holds: (resource) => !ORDERS.has(String(resource.intent)) || resource.requester !== undefined,
  },
  'us-core-24': {
    at: 'value[x]',
    what: 'is no coded concept, which the smoking status is',
    holds: ({ code, valueCodeableConcept: value }) => {
      const codings = isObject(code) ? objects(code.coding) : [];
      return value !== undefined || !codings.some((coding) => SMOKING.has(String(coding.code)));
    },
  },
  'vs-1': toTheDay,
  'vs-2': hasResult,
};

/** An element, a choice of any type, or only what is said of it beside a value that is not there (`_url`). */
function has(value: JsonObject, name: string): boolean {
  return Object.keys(value).some((key) => {
    const rest = key.replace(/^_/, '');
    return rest.startsWith(name) && /^([A-Z]|$)/.test(rest.slice(name.length));
  });
}
