import type { PolicyInput } from '../../declare/policy-input.ts';
import { type DataSourceId, type Language, resolve } from '../../vocabulary/index.ts';
import { wordsIn } from '../published-parties.ts';

/** Where data come from that the subject has not given (Art. 15(1)(g)). */
export interface ExportedSource {
  readonly source: string;
  readonly kind: DataSourceId | null;
  readonly description: string | null;
  /** Whether publicly accessible; null where the policy does not say. */
  readonly public: boolean | null;
}

/** The sources that a policy names; those of single fields are told with the fields. */
export function sourcesOf(policy: PolicyInput, language: Language): readonly ExportedSource[] {
  return Object.entries(policy.dataSources ?? {}).map(([source, input]) => ({
    source,
    kind: resolve(input.kind, 'data-source') ?? null,
    description: wordsIn(language, input.describe),
    public: input.public ?? null,
  }));
}
