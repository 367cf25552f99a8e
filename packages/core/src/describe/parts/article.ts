import type { Reading } from './reading.ts';

const ARTICLE = /^eu-gdpr:A(\d+)((?:-(?:\d+|[a-z]))*)(?:-[a-z]{2}.*)?$/;

/** How the article behind a term is cited, `eu-gdpr:A6-1-a` as `GDPR Art. 6(1)(a)`; undefined where the term names none. */
export function articleOf(id: string, { phrases }: Reading): string | undefined {
  const [, article, parts = ''] = ARTICLE.exec(id) ?? [];
  if (article === undefined) return undefined;
  const points = parts.split('-').filter((part) => part !== '');
  return phrases.gdprArticle(article + points.map((part) => `(${part})`).join(''));
}
