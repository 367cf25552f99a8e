import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Patient } from '../patients/patient.entity.ts';
import { CareTeamMember } from '../practitioners/care-team-member.entity.ts';
import { Practitioner } from '../practitioners/practitioner.entity.ts';

/** The practitioner whose token is `CLINIC_STAFF_TOKEN`, and into whose care team every new patient comes. */
export const GENERAL_PRACTITIONER = '7d3c9a52-5c0e-4a0b-9f43-0d2f5f1c1a01';

/** A colleague, who sees only those who have chosen to see her. */
const CARDIOLOGIST = '7d3c9a52-5c0e-4a0b-9f43-0d2f5f1c1a02';

const PRACTITIONERS = [
  { id: GENERAL_PRACTITIONER, name: 'Dr Claire Le Gall', speciality: 'general practice' },
  { id: CARDIOLOGIST, name: 'Dr Samuel Tanguy', speciality: 'cardiology' },
];

const PATIENTS = [
  {
    firstName: 'Gwenaëlle',
    lastName: 'Le Bihan',
    birthDate: '1958-03-14',
    by: GENERAL_PRACTITIONER,
  },
  { firstName: 'Yannick', lastName: 'Kervella', birthDate: '1984-11-02', by: GENERAL_PRACTITIONER },
  { firstName: 'Solenn', lastName: 'Quéré', birthDate: '1971-07-29', by: CARDIOLOGIST },
] as const;

/** Fills an empty practice: two practitioners, and a few patients of each. */
export async function seed(dataSource: DataSource): Promise<void> {
  await dataSource
    .createQueryBuilder()
    .insert()
    .into(Practitioner)
    .values(PRACTITIONERS)
    .orIgnore()
    .execute();
  if ((await dataSource.getRepository(Patient).count()) > 0) return;
  await dataSource.transaction(async (transaction) => {
    for (const { by, ...person } of PATIENTS) {
      const id = randomUUID();
      const email = `patient.${id.slice(0, 8)}@patients.example`;
      await transaction.insert(Patient, { id, email, phone: null, allergies: null, ...person });
      await transaction.insert(CareTeamMember, { patientId: id, practitionerId: by });
    }
  });
}
