import type { CollectionPointInput, DataSourceInput } from '../../declare/policy-input.ts';
import { type CategoryId, type DataSourceId, resolve } from '../../vocabulary/index.ts';
import { distinct, type Labelled, labelled } from '../parts/labelled.ts';
import { type Reading, read, type Text } from '../parts/reading.ts';
import { categoriesOf, type LabelledCategory, type Use } from '../parts/uses.ts';

/** Where data come from (Art. 14(2)(f)). */
export interface NoticeSource {
  /** Left out for a source that only fields name. */
  readonly id?: string;
  readonly kind: Labelled<DataSourceId> | null;
  readonly description: Text | null;
  /** Whether publicly accessible; left out where the policy does not say. */
  readonly public?: boolean;
  /** What the declared fields take from sources of this kind. */
  readonly categories: readonly LabelledCategory[];
}

/** A place where data are collected. Routes of the application stay inside. */
export interface NoticeCollectionPoint {
  readonly id: string;
  readonly channel: Labelled<CollectionPointInput['channel']>;
  /** Id of the data source. */
  readonly source?: string;
  /** Collected on a visit, without any act of the data subject. */
  readonly automatic: boolean;
  readonly description: Text | null;
}

/** The sources that the policy declares, then those that only fields name. */
export function sourcesOf(
  sources: Readonly<Record<string, DataSourceInput>> | undefined,
  uses: readonly Use[],
  reading: Reading,
): readonly NoticeSource[] {
  const declared = Object.entries(sources ?? {}).map(([id, source]): NoticeSource => {
    const kind = resolve(source.kind, 'data-source');
    return {
      id,
      kind: kind === undefined ? null : labelled(kind, reading),
      description: read(source.describe, reading),
      ...(source.public !== undefined && { public: source.public }),
      categories: categoriesOf(takenFrom(kind, uses), reading),
    };
  });
  const known = new Set(declared.map(({ kind }) => kind?.id));
  const others = distinct(uses.map(({ use }) => labelled(use.source, reading)))
    .filter(({ id }) => !known.has(id))
    .map((kind) => ({
      kind,
      description: null,
      categories: categoriesOf(takenFrom(kind.id, uses), reading),
    }));
  return [...declared, ...others];
}

/** The places where the policy says that data are collected. */
export function collectionPointsOf(
  points: Readonly<Record<string, CollectionPointInput>> | undefined,
  reading: Reading,
): readonly NoticeCollectionPoint[] {
  return Object.entries(points ?? {}).map(([id, { channel, source, automatic, describe }]) => ({
    id,
    channel: { id: channel, label: reading.phrases.collectionChannels[channel] },
    ...(source !== undefined && { source }),
    automatic: automatic === true,
    description: read(describe, reading),
  }));
}

function takenFrom(kind: DataSourceId | undefined, uses: readonly Use[]): readonly CategoryId[] {
  return uses.filter(({ use }) => use.source === kind).map(({ category }) => category);
}
