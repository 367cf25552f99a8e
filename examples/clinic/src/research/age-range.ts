/** Ten years wide, `30-39`; everybody from 90 on is `90+`, for they are few. */
export function ageRange(birthDate: string, today: Date): string {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const hadBirthday =
    today.getUTCMonth() + 1 > month ||
    (today.getUTCMonth() + 1 === month && today.getUTCDate() >= day);
  const age = Math.max(0, today.getUTCFullYear() - year - (hadBirthday ? 0 : 1));
  const from = Math.floor(age / 10) * 10;
  return from >= 90 ? '90+' : `${from}-${from + 9}`;
}
