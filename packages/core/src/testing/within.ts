/** Waits until something holds, for relays that may be late; gives up after so many milliseconds and says so. */
export async function within(milliseconds: number, holds: () => boolean): Promise<boolean> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) return false;
    await new Promise((resume) => setTimeout(resume, 5));
  }
  return true;
}
