import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Comment, parseSync, type Statement } from 'oxc-parser';

/** A public name, where it is declared, and whether a doc comment stands before it. */
export interface PublicName {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly documented: boolean;
}

/** The names that `file` exports, followed through relative re-exports to their declarations. */
export function exportsOf(file: string): readonly PublicName[] {
  const source = readFileSync(file, 'utf8');
  const { program, comments } = parseSync(file, source);
  const local = declarationsOf(program.body, source, comments, file);
  return program.body.flatMap((statement): readonly PublicName[] => {
    if (statement.type === 'ExportAllDeclaration') {
      const all = follow(file, statement.source.value);
      if (!statement.exported) return all;
      return [];
    }
    if (statement.type !== 'ExportNamedDeclaration') return [];
    if (statement.declaration) return namesIn(statement).flatMap((name) => local.get(name) ?? []);
    const from = statement.source;
    const known = from ? new Map(follow(file, from.value).map((one) => [one.name, one])) : local;
    return statement.specifiers.flatMap(({ local: inner, exported }) => {
      const found = known.get(text(inner));
      return found ? [{ ...found, name: text(exported) }] : [];
    });
  });
}

function follow(file: string, specifier: string): readonly PublicName[] {
  return specifier.startsWith('.') ? exportsOf(join(dirname(file), specifier)) : [];
}

function declarationsOf(
  body: readonly Statement[],
  source: string,
  comments: readonly Comment[],
  file: string,
): Map<string, PublicName> {
  const found = new Map<string, PublicName>();
  for (const statement of body) {
    for (const name of namesIn(statement)) {
      const documented = hasDocComment(statement.start, source, comments);
      const line = source.slice(0, statement.start).split('\n').length;
      // Of overloads, one documented signature is enough.
      if (!found.get(name)?.documented) found.set(name, { name, file, line, documented });
    }
  }
  return found;
}

function namesIn(statement: Statement): readonly string[] {
  const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  if (!node) return [];
  if (node.type === 'VariableDeclaration') {
    return node.declarations.flatMap(({ id }) => {
      if (id.type === 'Identifier') return [id.name];
      return id.type === 'ObjectPattern' ? id.properties.flatMap(boundName) : [];
    });
  }
  return 'id' in node && node.id && 'name' in node.id ? [node.id.name] : [];
}

function boundName(property: { readonly type: string; readonly value?: unknown }): string[] {
  const { value } = property;
  const named = typeof value === 'object' && value !== null && 'name' in value;
  return named && typeof value.name === 'string' ? [value.name] : [];
}

function hasDocComment(start: number, source: string, comments: readonly Comment[]): boolean {
  return comments.some(
    (comment) =>
      comment.type === 'Block' &&
      comment.value.startsWith('*') &&
      comment.end <= start &&
      /^\s*(@\S+\s*)*$/.test(source.slice(comment.end, start)),
  );
}

function text(node: { readonly type: string }): string {
  if ('name' in node) return String(node.name);
  return 'value' in node ? String(node.value) : '';
}
