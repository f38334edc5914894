import { isObject, type Json, type JsonObject, objects } from '../read-json.ts';
import { RESOURCE_TYPES } from '../resource-types.ts';
import { parametersOf } from '../search/parameter-table.ts';
import { isAbsolute } from './is-absolute.ts';
import type { Rule } from './rules.ts';

const BASE = 'http://hl7.org/fhir/';
/** More are not compared with each other. */
const MAX_PROPERTIES = 1_000;
/** R4 codesystem-concept-properties: what each property of that name is. */
const PROPERTIES: Readonly<Record<string, string>> = {
  inactive: 'boolean',
  deprecated: 'dateTime',
  notSelectable: 'boolean',
  parent: 'code',
  child: 'code',
};

const ownUrl: Rule = {
  code: 'value',
  broken: ({ url }) =>
    typeof url === 'string' && !isAbsolute(url)
      ? 'has a url that is no absolute one, as a canonical address is'
      : undefined,
};

/** Rules of R4 about resources that define something. */
export const DEFINITION_RULES: Readonly<Record<string, readonly Rule[]>> = {
  CodeSystem: [
    ownUrl,
    {
      code: 'structure',
      broken: ({ content, concept }) =>
        content === 'not-present' && concept !== undefined
          ? 'says that its concepts are not present and has some'
          : undefined,
    },
    {
      code: 'structure',
      broken: ({ content, supplements }) =>
        supplements !== undefined && content !== 'supplement'
          ? 'adds to another one, and its content is no supplement'
          : undefined,
    },
    {
      code: 'structure',
      broken: ({ property }) => {
        const codes = objects(property).map(({ code }) => code);
        const twice = codes.slice(0, MAX_PROPERTIES).find((code, index) => codes.indexOf(code) !== index);
        return twice === undefined ? undefined : `defines the property ${String(twice)} twice`;
      },
    },
    {
      code: 'value',
      broken: ({ property }) => {
        const wrong = objects(property).find(({ code, uri, type }) => {
          const known = uri === undefined ? String(code) : String(uri).replace(`${BASE}concept-properties#`, '');
          return Object.hasOwn(PROPERTIES, known) && PROPERTIES[known] !== type;
        });
        return wrong === undefined
          ? undefined
          : `has ${String(wrong.code)} as ${String(wrong.type)}, which R4 defines otherwise`;
      },
    },
  ],
  ValueSet: [ownUrl],
  'ValueSet.compose.include': [
    {
      code: 'value',
      broken: ({ system }) =>
        typeof system === 'string' && !isAbsolute(system) ? 'has a system that is no absolute URI' : undefined,
    },
  ],
  'ValueSet.compose.include.filter': [
    {
      code: 'value',
      broken: ({ property, op, value }) =>
        PROPERTIES[String(property)] === 'boolean' && op === '=' && value !== 'true' && value !== 'false'
          ? `asks whether ${String(property)} is ${String(value).slice(0, 50)}, and it is true or false`
          : undefined,
    },
  ],
  'Questionnaire.item': [
    {
      key: 'que-12',
      broken: ({ enableWhen, enableBehavior }) =>
        objects(enableWhen).length > 1 && enableBehavior === undefined
          ? 'has several conditions, and not whether all or any must hold'
          : undefined,
    },
    {
      code: 'structure',
      broken: (item) => {
        const conditions = objects(item.enableWhen);
        if (conditions.length === 0) return undefined;
        const inner = innerIds(item);
        return conditions.some(({ question }) => inner.has(question))
          ? 'depends on a question that it holds itself'
          : undefined;
      },
    },
  ],
  SearchParameter: [
    {
      code: 'structure',
      broken: ({ derivedFrom, type, base }) => {
        const [, of = '', code = ''] =
          /^http:\/\/hl7\.org\/fhir\/SearchParameter\/([A-Z]\w+)-(.+)$/.exec(String(derivedFrom)) ?? [];
        const origin = parametersOf(of).get(code);
        if (origin === undefined) return undefined;
        if (origin.type !== type) return `is a ${String(type)}, and what it is derived from a ${origin.type}`;
        const bases = Array.isArray(base) ? base : [];
        return bases.includes(of) ? undefined : `is not for ${of}, as what it is derived from`;
      },
    },
  ],
  StructureDefinition: [
    ownUrl,
    {
      code: 'value',
      broken: ({ type, derivation }) =>
        derivation === 'specialization' && typeof type === 'string' && !isKnownType(type)
          ? `defines the type ${type.slice(0, 100)}, which R4 does not have; another one is named by its URL`
          : undefined,
    },
    {
      key: 'sdf-8a',
      broken: ({ type, snapshot, differential }) => {
        const name = String(type).replace(/^.*\//, '');
        const paths = [snapshot, differential]
          .filter(isObject)
          .flatMap(({ element }) => objects(element).map(({ path }) => String(path)));
        const other = paths.find((path) => path !== name && !path.startsWith(`${name}.`));
        return other === undefined ? undefined : `has the element ${other.slice(0, 100)}, which is not in ${name}`;
      },
    },
  ],
};

function isKnownType(type: string): boolean {
  return isAbsolute(type) || RESOURCE_TYPES.has(type) || /^[a-z]/.test(type);
}

function innerIds(item: JsonObject): Set<Json | undefined> {
  const open = objects(item.item);
  const ids = new Set<Json | undefined>();
  for (let each = open.pop(); each !== undefined; each = open.pop()) {
    ids.add(each.linkId);
    open.push(...objects(each.item));
  }
  return ids;
}
