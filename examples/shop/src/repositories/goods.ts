import type { Kysely } from 'kysely';
import type { Schema } from '../database/schema.ts';

/** Something that the shop sells. */
export interface Article {
  readonly sku: string;
  readonly title: string;
  readonly priceCents: number;
}

/** The catalogue of goods. */
export interface Goods {
  all(): Promise<Article[]>;
  /** The articles among `skus` that exist, by sku. */
  find(skus: readonly string[]): Promise<ReadonlyMap<string, Article>>;
}

/** Goods kept in `db`. */
export function createGoods(db: Kysely<Schema>): Goods {
  const articles = () =>
    db.selectFrom('goods').select(['sku', 'title', 'price_cents as priceCents']).orderBy('sku');
  return {
    all: () => articles().execute(),
    find: async (skus) => {
      const found = await articles().where('sku', 'in', skus).execute();
      return new Map(found.map((article) => [article.sku, article]));
    },
  };
}
