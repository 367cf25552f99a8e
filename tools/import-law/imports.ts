import { isBuiltin } from 'node:module';
import { parseSync } from 'oxc-parser';

/** One import of a source file, in whatever form it is written. */
export interface Import {
  /** Undefined when it is computed: `import(name)`. Built-in modules always carry `node:`. */
  readonly specifier: string | undefined;
  readonly line: number;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

/** Every import of `source`: static, re-exported, dynamic, `import type`, `import('x').T`, require. */
export function importsOf(file: string, source: string): readonly Import[] {
  const { program, errors } = parseSync(file, source);
  const [error] = errors;
  if (error) throw new SyntaxError(error.message);
  const found: Import[] = [];
  visit(program, (node) => {
    const from = sourceOf(node);
    if (!from) return;
    const specifier = literal(from);
    found.push({
      specifier: specifier !== undefined && isBuiltin(specifier) ? builtin(specifier) : specifier,
      line: source.slice(0, node.start).split('\n').length,
      typeOnly: isTypeOnly(node),
    });
  });
  return found;
}

function visit(value: unknown, enter: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, enter);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) enter(value);
    for (const child of Object.values(value)) visit(child, enter);
  }
}

/** The node that names the module, when `node` imports one. */
function sourceOf(node: Node): Node | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return asNode(node.source);
    case 'TSImportEqualsDeclaration':
      return asNode(asNode(node.moduleReference)?.expression);
    case 'CallExpression':
      return asNode(node.callee)?.name === 'require' && Array.isArray(node.arguments)
        ? asNode(node.arguments[0])
        : undefined;
    default:
      return undefined;
  }
}

function isTypeOnly(node: Node): boolean {
  return node.type === 'TSImportType' || (node.importKind ?? node.exportKind) === 'type';
}

function literal(node: Node): string | undefined {
  if (typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis)) return undefined;
  if (node.quasis.length !== 1) return undefined;
  const cooked = (asNode(node.quasis[0])?.value as { cooked?: unknown } | undefined)?.cooked;
  return typeof cooked === 'string' ? cooked : undefined;
}

const builtin = (name: string): string => (name.startsWith('node:') ? name : `node:${name}`);

function isNode(value: object): value is Node {
  return 'type' in value && typeof value.type === 'string' && 'start' in value;
}

function asNode(value: unknown): Node | undefined {
  return typeof value === 'object' && value !== null && isNode(value) ? value : undefined;
}
