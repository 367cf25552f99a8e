import { ApiProperty } from '@nestjs/swagger';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who treats patients. What is kept here hangs on the door of the practice. */
@Entity('practitioners')
export class Practitioner {
  @ApiProperty({ format: 'uuid' })
  @PrimaryColumn('text')
  id!: string;

  @ApiProperty()
  @Column('text')
  name!: string;

  @ApiProperty()
  @Column('text')
  speciality!: string;
}
