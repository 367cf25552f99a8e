/** Whether this runtime lets code be generated (`--disallow-code-generation-from-strings` does not). */
export function canGenerate(): boolean {
  try {
    return new Function('return true')() === true;
  } catch {
    return false;
  }
}
