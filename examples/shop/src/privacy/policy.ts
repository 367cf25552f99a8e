import { definePolicy } from '@lawful/core';

const LEGISLATION = {
  accounting: 'Code de commerce, art. L123-22',
  rights: 'Regulation (EU) 2016/679, art. 12 to 22',
};

/** The host keeps the database. */
const EVERYTHING_KEPT = [
  'Customer.id',
  'Customer.email',
  'Customer.firstName',
  'Customer.lastName',
  'Customer.phone',
  'Customer.birthDate',
  'Customer.createdAt',
  'Order.id',
  'Order.customerId',
  'Order.status',
  'Order.placedAt',
  'Order.totalCents',
  'Order.riskScore',
  'OrderItem.sku',
  'OrderItem.quantity',
  'OrderItem.unitPriceCents',
  'Address.street',
  'Address.postalCode',
  'Address.city',
  'Address.country',
  'NewsletterSubscription.topics',
  'NewsletterSubscription.subscribedAt',
];

/** What the shop promises about personal data. The notice, the register and every refusal come from here. */
export const policy = definePolicy({
  version: '2',
  effectiveFrom: '2026-09-01',
  announcedAt: '2026-08-15',
  language: 'en',
  jurisdiction: 'loc:FR',
  controller: {
    name: 'The Corner Shop SAS',
    address: '12 rue des Libraires, 35000 Rennes, France',
    identifier: 'RCS Rennes 900 000 001',
    contact: 'mailto:privacy@corner-shop.example',
    country: 'FR',
  },
  dataProtectionOfficer: {
    name: 'Data Protection Officer of The Corner Shop',
    contact: 'mailto:dpo@corner-shop.example',
  },
  supervisoryAuthority: 'CNIL',
  purposes: {
    account: {
      is: 'dpv:AccountManagement',
      describe: { en: 'Keeping your account', fr: 'Tenir votre compte' },
      legalBasis: 'contract',
      retention: { startEvent: 'account.closed', duration: 'P1M', action: 'erase' },
    },
    order: {
      is: 'dpv:CustomerOrderManagement',
      describe: { en: 'Taking and fulfilling your orders', fr: 'Traiter vos commandes' },
      legalBasis: 'contract',
      retention: { startEvent: 'order.completed', duration: 'P5Y', action: 'erase' },
    },
    delivery: {
      is: 'dpv:DeliveryOfGoods',
      describe: { en: 'Delivering what you ordered', fr: 'Livrer vos commandes' },
      legalBasis: 'contract',
      retention: { startEvent: 'order.delivered', duration: 'P6M', action: 'erase' },
    },
    support: {
      is: 'dpv:CustomerCare',
      describe: { en: 'Answering your questions', fr: 'Répondre à vos questions' },
      legalBasis: 'contract',
      retention: { startEvent: 'account.closed', duration: 'P1M', action: 'erase' },
    },
    invoicing: {
      is: 'dpv:LegalCompliance',
      describe: { en: 'Keeping invoices and accounts', fr: 'Conserver factures et comptes' },
      legalBasis: 'legal_obligation',
      legalReference: LEGISLATION.accounting,
      retention: {
        startEvent: 'financial-year.closed',
        duration: 'P10Y',
        action: 'erase',
        legalReference: LEGISLATION.accounting,
      },
    },
    'rights-requests': {
      is: 'dpv:RightsFulfilment',
      describe: {
        en: 'Answering requests about your rights',
        fr: 'Répondre à l’exercice de vos droits',
      },
      legalBasis: 'legal_obligation',
      legalReference: LEGISLATION.rights,
      retention: { startEvent: 'request.closed', duration: 'P5Y', action: 'erase' },
    },
    'fraud-prevention': {
      is: 'dpv:FraudPreventionAndDetection',
      describe: { en: 'Spotting fraudulent orders', fr: 'Repérer les commandes frauduleuses' },
      legalBasis: 'legitimate_interests',
      legitimateInterest: {
        en: 'Not delivering goods that nobody will pay for',
        fr: 'Ne pas livrer de marchandises qui resteraient impayées',
      },
      retention: { startEvent: 'order.completed', duration: 'P6M', action: 'erase' },
    },
    newsletter: {
      is: 'dpv:DirectMarketing',
      describe: { en: 'Sending you our newsletter', fr: 'Vous envoyer notre lettre' },
      legalBasis: 'consent',
      consent: { duration: 'P13M' },
      channel: 'email',
      retention: { startEvent: 'consent.ended', duration: 'P0D', action: 'erase' },
    },
    analytics: {
      is: 'dpv:ServiceUsageAnalytics',
      describe: {
        en: 'Understanding who our customers are',
        fr: 'Comprendre qui sont nos clients',
      },
      legalBasis: 'consent',
      consent: { duration: 'P13M' },
      retention: { startEvent: 'consent.ended', duration: 'P0D', action: 'anonymise' },
    },
  },
  recipients: {
    mailer: {
      name: 'Courrier Express SARL',
      category: { en: 'sender of our e-mail', fr: 'prestataire d’envoi de courriels' },
      role: 'processor',
      country: 'FR',
      purposes: ['newsletter', 'order'],
      fields: ['Customer.email', 'NewsletterSubscription.topics'],
      contractReference: 'DPA-2026-01 v2',
    },
    carrier: {
      name: 'La Poste',
      category: { en: 'carrier', fr: 'transporteur' },
      role: 'controller',
      country: 'FR',
      purposes: ['delivery'],
      fields: [
        'ShippingLabel.name',
        'Address.street',
        'Address.postalCode',
        'Address.city',
        'Address.country',
      ],
      policyUrl: 'https://www.laposte.fr/donnees-personnelles-et-cookies',
    },
    'payment-provider': {
      name: 'Paiements d’Armorique SA',
      category: { en: 'payment provider', fr: 'prestataire de paiement' },
      role: 'controller',
      country: 'FR',
      purposes: ['order', 'fraud-prevention'],
      fields: ['Order.id', 'Order.totalCents'],
    },
    hosting: {
      name: 'Hébergeur de l’Ouest SAS',
      category: { en: 'hosting', fr: 'hébergeur' },
      role: 'processor',
      country: 'FR',
      purposes: [
        'account',
        'order',
        'delivery',
        'support',
        'invoicing',
        'rights-requests',
        'fraud-prevention',
        'newsletter',
        'analytics',
      ],
      fields: EVERYTHING_KEPT,
      contractReference: 'DPA-2025-07 v1',
    },
  },
  dataSources: {
    customer: { kind: 'data-subject', describe: { en: 'you', fr: 'vous' } },
    shop: { kind: 'controller', describe: { en: 'the shop itself', fr: 'la boutique elle-même' } },
  },
  collectionPoints: {
    registration: { channel: 'web', routes: ['POST /customers'], source: 'customer' },
    checkout: { channel: 'web', routes: ['POST /orders'], source: 'customer' },
    newsletter: { channel: 'web', routes: ['POST /newsletter'], source: 'customer' },
  },
  roles: {
    'customer-service': {
      purposes: ['support', 'analytics'],
      describe: { en: 'customer service', fr: 'service client' },
    },
  },
  rights: [
    { right: 'access' },
    { right: 'rectification' },
    { right: 'erasure' },
    { right: 'restriction' },
    { right: 'portability' },
    { right: 'objection' },
    { right: 'withdrawConsent' },
  ],
  rightsContact: { email: 'privacy@corner-shop.example' },
  commitments: [
    { promises: 'no-sale' },
    { promises: 'no-transfer-outside-eea' },
    { promises: 'no-special-categories' },
  ],
  measures: {
    technical: ['Signed, expiring tokens', 'No personal values in logs'],
    organisational: ['Customer service sees the fields of its purpose only'],
  },
});

/** A purpose that the policy declares. */
export type Purpose = keyof (typeof policy)['purposes'];

/** The decorators, typed to this policy: a purpose that it does not declare does not compile. */
export const { DataSubject, SubjectId, PersonalData, NotPersonal, Nested } = policy.declare();
