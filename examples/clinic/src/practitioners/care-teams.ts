import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { CareTeamMember } from './care-team-member.entity.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Who treats whom. */
@Injectable()
export class CareTeams {
  readonly #members: Repository<CareTeamMember>;

  constructor(@InjectRepository(CareTeamMember) members: Repository<CareTeamMember>) {
    this.#members = members;
  }

  /** Whether the practitioner treats the patient. Of somebody who does not exist, nobody does. */
  async includes(patientId: string, practitionerId: string): Promise<boolean> {
    // Databases refuse some texts as a parameter; an id that we never made names nobody.
    if (!UUID.test(patientId)) return false;
    return await this.#members.existsBy({ patientId, practitionerId });
  }

  /** Those who treat the patient, whoever has done so for longest first. */
  async of(patientId: string): Promise<readonly string[]> {
    const members = await this.#members.find({ where: { patientId }, order: { since: 'ASC' } });
    return members.map(({ practitionerId }) => practitionerId);
  }

  /** The patient leaves the care of the practitioner, who sees nothing of them from now on. */
  async leave(patientId: string, practitionerId: string): Promise<void> {
    await this.#members.delete({ patientId, practitionerId });
  }
}
