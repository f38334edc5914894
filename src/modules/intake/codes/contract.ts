import { Type } from 'typebox';

const from = Type.Union([Type.Literal('own'), Type.Literal('label'), Type.Literal('patch-t'), Type.Literal('gs1')]);

/** What a code on a page says: `unknown` and `damaged` are errors to be seen. */
export const Meaning = Type.Union([
  Type.Object({ kind: Type.Literal('separator'), from }),
  Type.Object({ kind: Type.Literal('type'), typeCode: Type.String(), from }),
  Type.Object({
    kind: Type.Literal('cover'),
    mrn: Type.String(),
    visit: Type.Optional(Type.String()),
    typeCode: Type.Optional(Type.String()),
    from,
  }),
  Type.Object({ kind: Type.Literal('patient'), mrn: Type.String(), from }),
  Type.Object({
    kind: Type.Union([
      Type.Literal('visit'),
      Type.Literal('account'),
      Type.Literal('box'),
      Type.Literal('volume'),
      Type.Literal('batch'),
      Type.Literal('object'),
      Type.Literal('request'),
      Type.Literal('service-relation'),
    ]),
    number: Type.String(),
    from,
  }),
  Type.Object({ kind: Type.Literal('damaged') }),
  Type.Object({
    kind: Type.Literal('unknown'),
    reason: Type.Union([Type.Literal('not-understood'), Type.Literal('no-such-type')]),
  }),
]);
