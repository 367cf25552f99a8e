import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDefined,
  IsInt,
  IsObject,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { DataSubject, Nested, PersonalData, SubjectId } from '../privacy/policy.ts';
import { Address } from './address.ts';
import { Text } from './text.ts';

/** One line of an order, as it is asked for. */
@DataSubject('dpv:Customer')
export class OrderLine {
  @PersonalData({
    category: 'pd:Purchase',
    purpose: ['order', 'invoicing', 'fraud-prevention'],
    necessity: 'required',
    consequence: 'Without it we do not know what to send.',
  })
  @Text(64)
  sku!: string;

  @PersonalData({
    category: 'pd:Purchase',
    purpose: ['order', 'invoicing', 'fraud-prevention'],
    necessity: 'required',
    consequence: 'Without it we do not know how much to send.',
  })
  @IsInt()
  @Min(1)
  @Max(1_000)
  quantity!: number;
}

/** What somebody orders: `POST /orders`. */
@DataSubject('dpv:Customer')
export class NewOrder {
  @Nested(() => OrderLine, 'array')
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => OrderLine)
  items!: OrderLine[];

  @Nested(() => Address)
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => Address)
  shippingAddress!: Address;
}

/** One line of an order, as it was sold. */
@DataSubject('dpv:Customer')
export class OrderItem extends OrderLine {
  @PersonalData({
    category: 'pd:Purchase',
    purpose: ['order', 'invoicing'],
    source: 'controller',
    provenance: 'observed',
  })
  unitPriceCents!: number;
}

/** An order as the shop keeps it. */
@DataSubject('dpv:Customer')
export class Order {
  @PersonalData({
    category: 'pd:Transaction',
    purpose: ['order', 'invoicing', 'delivery'],
    source: 'controller',
    provenance: 'derived',
  })
  id!: string;

  @SubjectId()
  @PersonalData({
    category: 'pd:AccountIdentifier',
    purpose: 'invoicing',
    source: 'controller',
    provenance: 'derived',
  })
  customerId!: string;

  @PersonalData({
    category: 'pd:Transaction',
    purpose: ['order', 'support'],
    source: 'controller',
    provenance: 'observed',
  })
  status!: string;

  @PersonalData({
    category: 'pd:Transaction',
    purpose: ['order', 'invoicing'],
    provenance: 'observed',
  })
  placedAt!: string;

  @PersonalData({
    category: 'pd:Transaction',
    purpose: ['order', 'invoicing', 'fraud-prevention'],
    source: 'controller',
    provenance: 'derived',
  })
  totalCents!: number;

  @Nested(() => OrderItem, 'array')
  items!: OrderItem[];

  @Nested(() => Address)
  shippingAddress!: Address;

  /** 0 to 100; `null` where the customer has objected to the check. */
  @PersonalData({
    category: 'pd:Reliability',
    purpose: 'fraud-prevention',
    source: 'controller',
    provenance: 'inferred',
  })
  riskScore!: number | null;
}
