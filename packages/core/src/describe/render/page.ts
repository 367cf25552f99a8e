import type { Language } from '../../vocabulary/index.ts';

/** A stretch of text as it is: printers escape it, nobody before them. */
export interface Run {
  readonly text: string;
  /** Where it is another than the page's. */
  readonly language?: Language;
  /** Printed as a link only where its scheme is harmless. */
  readonly href?: string;
}

/** Text on one line. */
export type Line = readonly Run[];

/** A label with what is said under it. */
export interface Fact {
  readonly term: string;
  readonly details: readonly Line[];
}

/** What a section is made of. */
export type Block =
  | { readonly kind: 'heading'; readonly text: Line }
  | { readonly kind: 'paragraph'; readonly text: Line }
  | { readonly kind: 'list'; readonly items: readonly Line[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] };

/** A part of a page under a heading of its own. */
export interface Section {
  /** Anchor, of our own making. */
  readonly id: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** A document for people, before it becomes HTML or Markdown. */
export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Above the table of contents. */
  readonly contents: string;
  readonly colon: string;
  /** What follows a text that is in another language, where markup cannot say so. */
  readonly onlyIn: Readonly<Record<Language, string>>;
  readonly sections: readonly Section[];
}
