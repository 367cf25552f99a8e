import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who treats whom: the relationship on which everything that practitioners see depends. */
@Entity('care_team_members')
export class CareTeamMember {
  @PrimaryColumn('text', { name: 'patient_id' })
  patientId!: string;

  @PrimaryColumn('text', { name: 'practitioner_id' })
  practitionerId!: string;

  @Column('timestamptz', { default: () => 'now()' })
  since!: Date;
}
