import { z } from 'zod';

/** Ids are UUIDv7: unique without asking, and sortable by when they were made. */
export const conversationId = z.uuidv7().brand<'ConversationId'>();
export const messageId = z.uuidv7().brand<'MessageId'>();
export const providerId = z.uuidv7().brand<'ProviderId'>();
export const credentialId = z.uuidv7().brand<'CredentialId'>();
export const requestId = z.uuidv7().brand<'RequestId'>();
export const secretId = z.uuidv7().brand<'SecretId'>();
export const signInId = z.uuidv7().brand<'SignInId'>();
export const modelChangeId = z.uuidv7().brand<'ModelChangeId'>();
export const aliasId = z.uuidv7().brand<'AliasId'>();
export const ruleId = z.uuidv7().brand<'RuleId'>();
export const incidentId = z.uuidv7().brand<'IncidentId'>();
export const noticeId = z.uuidv7().brand<'NoticeId'>();
export const batchId = z.uuidv7().brand<'BatchId'>();

export type ConversationId = z.output<typeof conversationId>;
export type MessageId = z.output<typeof messageId>;
export type ProviderId = z.output<typeof providerId>;
export type CredentialId = z.output<typeof credentialId>;
export type RequestId = z.output<typeof requestId>;
export type SecretId = z.output<typeof secretId>;
export type SignInId = z.output<typeof signInId>;
export type ModelChangeId = z.output<typeof modelChangeId>;
export type AliasId = z.output<typeof aliasId>;
export type RuleId = z.output<typeof ruleId>;
export type IncidentId = z.output<typeof incidentId>;
export type NoticeId = z.output<typeof noticeId>;
export type BatchId = z.output<typeof batchId>;

/** Milliseconds since 1970, UTC. */
export const timestamp = z.int().nonnegative();
