/** Where the published text says it, for instance `l.24`; findings repeat it. */
export type Place = string;

/** Words shown to people: one text, or one per language. */
export type Words =
  | string
  | { readonly en: string; readonly fr?: string }
  | { readonly fr: string; readonly en?: string };

/** A calendar duration of ISO 8601, `P3Y`, `P13M`, `PT72H`. */
export type IsoDuration = string;
