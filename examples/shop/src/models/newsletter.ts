import { ArrayMaxSize, ArrayUnique, IsArray, IsOptional } from 'class-validator';
import { DataSubject, NotPersonal, PersonalData, SubjectId } from '../privacy/policy.ts';
import { Text } from './text.ts';

/** What somebody wants to read about: `POST /newsletter`. */
@DataSubject('dpv:Customer')
export class NewsletterRequest {
  @PersonalData({ category: 'pd:Interest', purpose: 'newsletter' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Text(50, { each: true })
  topics?: string[] | null;
}

/** A subscription as the shop keeps it. */
@DataSubject('dpv:Customer')
export class NewsletterSubscription {
  @SubjectId()
  @PersonalData({
    category: 'pd:AccountIdentifier',
    purpose: 'newsletter',
    source: 'controller',
    provenance: 'derived',
  })
  customerId!: string;

  @PersonalData({ category: 'pd:Interest', purpose: 'newsletter' })
  topics!: string[];

  @PersonalData({ category: 'pd:Interaction', purpose: 'newsletter', provenance: 'observed' })
  subscribedAt!: string;
}

/** The answer to `POST /newsletter`. */
export class NewsletterReceipt {
  @NotPersonal()
  status!: 'subscribed';
}
