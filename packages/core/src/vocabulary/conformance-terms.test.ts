import { expect, test } from 'vitest';
import { isTerm } from './term.ts';

// Every DPV term, and the one of ours, that the conformance table and its sections 5.1 and 6 name.
const NAMED = `
  dpv:Access dpv:AccountManagement dpv:Adapt dpv:Align dpv:Alter dpv:Anonymise
  dpv:AnonymisedData dpv:Client dpv:Collect dpv:Combine dpv:ConsentExpired dpv:ConsentGiven
  dpv:ConsentInvalidated dpv:ConsentNotice dpv:ConsentReceipt dpv:ConsentRecord
  dpv:ConsentRefused dpv:ConsentRequestDeferred dpv:ConsentRequested dpv:ConsentRevoked
  dpv:ConsentUnknown dpv:ConsentWithdrawn dpv:Consult dpv:Consumer dpv:CounterMoneyLaundering
  dpv:CrossBorderTransfer dpv:Customer dpv:CustomerCare dpv:CustomerClaimsManagement
  dpv:CustomerOrderManagement dpv:CustomerRelationshipManagement dpv:DataBreachRecord
  dpv:DataController dpv:DataControllerDataSource dpv:DataExporter dpv:DataImporter
  dpv:DataProcessingRecord dpv:DataProcessor dpv:DataProtectionAuthority
  dpv:DataProtectionOfficer dpv:DataSubProcessor dpv:DataSubject dpv:DataSubjectDataSource
  dpv:DataTransferRecord dpv:DerivedPersonalData dpv:Destruct dpv:DirectMarketing dpv:Disclose
  dpv:DiscloseByTransmission dpv:DisputeManagement dpv:Disseminate dpv:Employee
  dpv:EnforceAccessControl dpv:EnforceSecurity dpv:Entity dpv:Erase
  dpv:EstablishContractualAgreement dpv:ExplicitlyExpressedConsent dpv:Export
  dpv:ExpressedConsent dpv:FraudPreventionAndDetection dpv:IdentityAuthentication
  dpv:ImpliedConsent dpv:ImproveExistingProductsAndServices dpv:IndeterminateDuration
  dpv:InferredPersonalData dpv:JobApplicant dpv:JointDataControllers dpv:LegalCompliance
  dpv:LegalObligationOngoing dpv:LegitimateInterestInformed dpv:LegitimateInterestNotObjected
  dpv:LegitimateInterestObjected dpv:MaintainFraudDatabase dpv:MakeAvailable
  dpv:MisusePreventionAndDetection dpv:NonPersonalData dpv:NotRequired dpv:NoticeLatest
  dpv:NoticeStale dpv:ObservedPersonalData dpv:Optional dpv:Organise dpv:Participant
  dpv:PaymentManagement dpv:PersonalData dpv:Personalisation dpv:PrimaryUse dpv:PrivacyNotice
  dpv:Process dpv:Processing dpv:Profiling dpv:ProvideConsent dpv:ProvidedPersonalData
  dpv:Pseudonymise dpv:PseudonymisedData dpv:PublicDataSource dpv:Purpose dpv:ROPA
  dpv:ReaffirmConsent dpv:Recipient dpv:Record dpv:RecordManagement dpv:RecruitmentManagement
  dpv:RefuseConsent dpv:RenewedConsentGiven dpv:RequestAccepted dpv:RequestAcknowledged
  dpv:RequestActionDelayed dpv:RequestFulfilled dpv:RequestInitiated dpv:RequestRejected
  dpv:RequestRequiredActionPerformed dpv:RequestRequiresAction dpv:RequestStatusQuery
  dpv:RequestUnfulfilled dpv:Required dpv:Restrict dpv:Retrieve dpv:ReuseCompatibility
  dpv:RightExerciseActivity dpv:RightExerciseRecord dpv:RightFulfilmentNotice
  dpv:RightNonFulfilmentNotice dpv:RightsFulfilment dpv:SecondaryUse dpv:SellDataToThirdParties
  dpv:SellProductsToDataSubject dpv:SensitivePersonalData dpv:ServiceProvision
  dpv:ServiceUsageAnalytics dpv:Share dpv:SocialMediaMarketing dpv:SpecialCategoryPersonalData
  dpv:StorageDeletion dpv:StorageDuration dpv:StorageLocation dpv:Store dpv:Structure
  dpv:Subscriber dpv:TargetedAdvertising dpv:TemporalDuration dpv:ThirdParty
  dpv:ThirdPartyDataSource dpv:Transfer dpv:UnstructuredData dpv:UntilEventDuration
  dpv:UntilTimeDuration dpv:Use dpv:User dpv:Visitor dpv:WithdrawConsent dpv:hasConsentControl
  dpv:hasConsentStatus dpv:hasDataController dpv:hasDataSubject dpv:hasDuration
  dpv:hasIndicationMethod dpv:hasJurisdiction dpv:hasLegalBasis dpv:hasLocation dpv:hasNotice
  dpv:hasPersonalData dpv:hasPolicy dpv:hasProcess dpv:hasPurpose dpv:hasRecipient
  dpv:hasRecordOfActivity dpv:hasStorageCondition dpv:isExercisedAt dpv:isIndicatedAtTime
  dpv:isIndicatedBy eu-gdpr:A13 eu-gdpr:A15 eu-gdpr:A22 eu-gdpr:A45-3 eu-gdpr:A46-2-a
  eu-gdpr:A46-2-c eu-gdpr:A46-2-f eu-gdpr:A46-3-a eu-gdpr:A46-3-b eu-gdpr:A49-1-a
  eu-gdpr:A49-1-g eu-gdpr:A49-2 eu-gdpr:A6-1-a eu-gdpr:A6-1-b
  eu-gdpr:A6-1-b-contract-performance eu-gdpr:A6-1-b-enter-into-contract eu-gdpr:A6-1-f
  eu-gdpr:A7-3 eu-gdpr:A77 eu-gdpr:A78 eu-gdpr:A79 eu-gdpr:A9-2-a eu-gdpr:AvailabilityBreach
  eu-gdpr:BindingCorporateRules eu-gdpr:ConfidentialityBreach eu-gdpr:DPABreachInitialNotice
  eu-gdpr:DPAPhasedBreachNotice eu-gdpr:DataBreachRegister eu-gdpr:DataProtectionAuthority
  eu-gdpr:DataSubjectBreachNotice eu-gdpr:DirectDataCollectionNotice
  eu-gdpr:IndirectDataCollectionNotice eu-gdpr:IntegrityBreach
  eu-gdpr:JustificationA33BreachedDataIneffective eu-gdpr:JustificationA33DisproportionateEffort
  eu-gdpr:JustificationA33NotificationDelay eu-gdpr:JustificationA33RiskUnlikely
  eu-gdpr:ProcessorBreachNotice eu-gdpr:RightsRecipientsNotice eu-gdpr:SARNotice
  eu-gdpr:SCCByCommission eu-gdpr:SupplementaryMeasure justifications:ComplexityOfProcess
  justifications:ContestAccuracy justifications:ContractPerformanceNecessity
  justifications:CrimePreventionImpaired justifications:HighVolumeOfProcesses
  justifications:IdentityVerificationFailure justifications:IdentityVerificationRequired
  justifications:InformationRequired justifications:LegalClaimDefenceImpaired
  justifications:LegalClaimEstablishmentImpaired justifications:LegalClaimExerciseImpaired
  justifications:LegalObligationImpaired justifications:LegallyExempted
  justifications:LegitimateInterestOverride justifications:NonNecessityObjection
  justifications:Objection justifications:ProcessExcessive justifications:ProcessUnfounded
  justifications:ThirdPartyRightsImpaired justifications:UnlawfulActivityObjection
  legal-fr:DPA-FR pd:Age pd:AuthenticationHistory pd:BankAccount pd:Behavioural pd:BirthDate
  pd:BrowsingBehaviour pd:BrowsingReferral pd:Communication pd:CriminalOffence
  pd:CurrentEmployment pd:CurrentLocation pd:DeviceBased pd:DeviceSoftware
  pd:EducationQualification pd:EmailAddress pd:EmailAddressWork pd:EmailContent
  pd:EmploymentHistory pd:FamilyStructure pd:FinancialAccountNumber pd:FinancialStatus
  pd:GPSCoordinate pd:Gender pd:IPAddress pd:Identifying pd:Job pd:Language pd:LifeHistory
  pd:LinkClicked pd:Location pd:MaritalStatus pd:Name pd:Nationality pd:OfficialID pd:Opinion
  pd:Password pd:PaymentCardNumber pd:PersonalDocuments pd:PhysicalAddress pd:PrivacyPreference
  pd:ProfessionalTraining pd:Profile pd:Purchase pd:Religion pd:TelephoneNumber pd:Transaction
  pd:UID pd:UserAgent pd:Username pd:VoiceCommunicationRecording x:Prospect
`;

test('every term that the conformance table names is in the vocabulary', () => {
  const named = NAMED.trim().split(/\s+/);
  expect(named.filter((id) => !isTerm(id))).toEqual([]);
});
