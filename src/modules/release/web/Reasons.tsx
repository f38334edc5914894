import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { rulePath } from '../../regulations/web/index.tsx';
import { type ScopeDocument } from './case.ts';

/** Rules of law lie in folders of a country; what does not is a policy of the house. */
const OF_LAW = /^[a-z]{2}\//;

/** Why something was decided so, with the paragraph that says it. */
export function Reasons({ reasons }: { readonly reasons: ScopeDocument['reasons'] }) {
  return (
    <>
      {reasons.map(({ ruleId, cite, text }) => (
        <Text key={`${ruleId}${text}`} size="sm">
          {text}{' '}
          <Text span size="xs" c="dimmed">
            {OF_LAW.test(ruleId) ? <Link to={rulePath(ruleId)}>{cite ?? ruleId}</Link> : (cite ?? '')}
          </Text>
        </Text>
      ))}
    </>
  );
}
