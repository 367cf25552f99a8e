/** Ids by place: UUIDs as the bytes of their digits, and whatever else somebody calls a record or a unit of work as it came. */
export interface IdColumn {
  /** Keeps ids at places that follow each other, over those that were there. */
  keep(place: number, ids: readonly string[]): void;
  /** The id that was kept at a place. */
  at(place: number): string;
}

/** Characters of a UUID. */
const LENGTH = 36;
const NO_UUID = ' '.repeat(LENGTH);

/** Makes a column. A string that is kept is moved by the collector; bytes are not, and many ids are written as one text. */
export function createIdColumn(): IdColumn {
  let bytes = Buffer.alloc(LENGTH * 1_024);
  const others = new Map<number, string>();

  /** Whether all of them are kept as bytes now: a character that is no byte would be another one when it is read. */
  function write(place: number, ids: readonly string[]): boolean {
    const [start, end] = [place * LENGTH, (place + ids.length) * LENGTH];
    if (end > bytes.length) bytes = Buffer.concat([bytes], Math.max(end, bytes.length * 2));
    let text = '';
    let alike = true;
    // By index: this runs too seldom to be compiled to what makes `of` as cheap.
    for (let nth = 0; nth < ids.length; nth++) {
      const id = ids[nth] ?? '';
      if (id.length !== LENGTH) alike = false;
      text += id.length === LENGTH ? id : NO_UUID;
    }
    bytes.write(text, start, 'latin1');
    return alike && bytes.toString('latin1', start, end) === text;
  }

  return {
    keep(place, ids) {
      const written = write(place, ids);
      if (written && others.size === 0) return;
      for (const [index, id] of ids.entries()) {
        if (written) others.delete(place + index);
        else others.set(place + index, id);
      }
    },
    at: (place) =>
      others.get(place) ?? bytes.toString('latin1', place * LENGTH, (place + 1) * LENGTH),
  };
}
