import { z } from 'zod';
import { boardRow, healthHistory, incident, notice, providerHealth, webhook, webhookResult } from '../model/health.ts';
import { credentialId, incidentId, noticeId, providerId, timestamp } from '../model/ids.ts';
import { call, event } from './define.ts';

const nothing = z.object({});
const one = z.object({ providerId });
const oneIncident = z.object({ incidentId });
const hours = z.int().min(1).max(720).default(24);
const note = z.string().trim().max(2000);
const limit = z.int().min(1).max(500).default(100);

export const healthContract = {
  'health.all': call({
    summary: 'How each provider does',
    method: 'GET',
    path: '/provider-health',
    input: nothing,
    output: z.array(providerHealth),
  }),
  'health.get': call({
    summary: 'How a provider does',
    method: 'GET',
    path: '/providers/{providerId}/health',
    input: one,
    output: providerHealth,
  }),
  'health.check': call({
    summary: 'Check a provider with each of its keys now; with a token, one model is asked, which costs money',
    method: 'POST',
    path: '/providers/{providerId}/health-check',
    input: one.extend({ withToken: z.boolean().default(false) }),
    output: providerHealth,
  }),
  'health.board': call({
    summary: 'Each provider with its keys and models: state, times, errors, limits',
    method: 'GET',
    path: '/health-board',
    input: nothing,
    output: z.array(boardRow),
  }),
  'health.history': call({
    summary: 'The checks of a provider in the last hours, at most 30 days',
    method: 'GET',
    path: '/providers/{providerId}/health/history',
    input: one.extend({ hours }),
    output: healthHistory,
  }),
  'health.histories': call({
    summary: 'The checks of all providers in the last hours, at most 30 days',
    method: 'GET',
    path: '/provider-health/history',
    input: z.object({ hours }),
    output: z.array(healthHistory),
  }),
  'health.changed': event({ summary: 'A provider does better or worse, or was checked', data: one }),

  'incidents.list': call({
    summary: 'Incidents, those that are open and then the newest first',
    method: 'GET',
    path: '/incidents',
    input: z.object({
      providerId: providerId.exactOptional(),
      isOpen: z.boolean().exactOptional(),
      /** Only those opened before; UTC ms. */
      before: timestamp.exactOptional(),
      limit,
    }),
    output: z.array(incident),
  }),
  'incidents.open': call({
    summary: 'Open an incident by hand; until it is closed, what it is about is asked last',
    method: 'POST',
    path: '/incidents',
    input: one.extend({
      credentialId: credentialId.exactOptional(),
      modelId: z.string().min(1).max(300).exactOptional(),
      note: note.default(''),
    }),
    output: incident,
  }),
  'incidents.close': call({
    summary: 'Close an incident by hand; the monitor opens it again only when it was well in between',
    method: 'POST',
    path: '/incidents/{incidentId}/close',
    input: oneIncident.extend({ note: note.exactOptional() }),
    output: incident,
  }),
  'incidents.note': call({
    summary: 'Write a note to an incident',
    method: 'PATCH',
    path: '/incidents/{incidentId}',
    input: oneIncident.extend({ note }),
    output: incident,
  }),
  'incidents.changed': event({ summary: 'An incident was opened, closed or noted', data: oneIncident }),

  'notices.list': call({
    summary: 'What the monitor had to say, the newest first',
    method: 'GET',
    path: '/notices',
    input: z.object({ isUnread: z.boolean().default(false), limit }),
    output: z.object({ notices: z.array(notice), unread: z.int().nonnegative() }),
  }),
  'notices.mark-read': call({
    summary: 'Mark notices as read; without ids, all of them',
    method: 'POST',
    path: '/notices/read',
    input: z.object({ noticeIds: z.array(noticeId).max(500).exactOptional() }),
    output: z.object({ unread: z.int().nonnegative() }),
  }),
  'notices.added': event({ summary: 'There is another notice', data: z.object({ noticeId }) }),
  'notices.read': event({ summary: 'Notices were read', data: z.object({ unread: z.int().nonnegative() }) }),

  'webhook.get': call({
    summary: 'The webhook that notices are sent to',
    method: 'GET',
    path: '/webhook',
    input: nothing,
    output: webhook,
  }),
  'webhook.update': call({
    summary: 'Change the webhook; url null removes it, secret null makes another one, which is shown once',
    method: 'PATCH',
    path: '/webhook',
    input: z.object({
      /** https, or http inside the own network. */
      url: z.string().trim().max(2000).nullable().exactOptional(),
      secret: z.string().trim().min(16).max(200).nullable().exactOptional(),
    }),
    output: z.object({
      webhook,
      /** Only when it was made here. */
      secret: z.string().nullable(),
    }),
  }),
  'webhook.test': call({
    summary: 'Send a test notice to the webhook now, once',
    method: 'POST',
    path: '/webhook/test',
    input: nothing,
    output: webhookResult,
  }),
  'webhook.changed': event({ summary: 'The webhook was changed, or was told something', data: nothing }),
};
