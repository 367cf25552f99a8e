/**
 * The symbol under which a class decorated with standard decorators holds its metadata object.
 * Node.js does not define `Symbol.metadata` yet, and compilers fill `context.metadata` only where it exists, so
 * importing this room defines it. The registered symbol is the one that esbuild, Babel and swc fall back to: a
 * class that they compiled and evaluated earlier is found as well.
 */
export const METADATA: symbol = existing() ?? define(Symbol.for('Symbol.metadata'));

function existing(): symbol | undefined {
  const value: unknown = Reflect.get(Symbol, 'metadata');
  return typeof value === 'symbol' ? value : undefined;
}

function define(value: symbol): symbol {
  Object.defineProperty(Symbol, 'metadata', { value });
  return value;
}
