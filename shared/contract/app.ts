import { z } from 'zod';
import { appInfo, managementKeyStatus } from '../model/app.ts';
import { settingsChange, settingsSchema } from '../model/settings.ts';
import { storageStatus } from '../model/storage.ts';
import { call, event } from './define.ts';

const nothing = z.object({});

export const appContract = {
  'app.info': call({
    summary: 'What is running, and where',
    method: 'GET',
    path: '/app',
    input: nothing,
    output: appInfo,
  }),

  'settings.get': call({
    summary: 'All settings',
    method: 'GET',
    path: '/settings',
    input: nothing,
    output: settingsSchema,
  }),
  'settings.update': call({
    summary: 'Change some settings',
    method: 'PATCH',
    path: '/settings',
    input: settingsChange,
    output: settingsSchema,
  }),
  'settings.changed': event({ summary: 'Settings were changed', data: settingsSchema }),

  'storage.status': call({
    summary: 'The database and its backups',
    method: 'GET',
    path: '/storage',
    input: nothing,
    output: storageStatus,
  }),
  'storage.backup': call({
    summary: 'Make a backup now',
    method: 'POST',
    path: '/storage/backups',
    input: nothing,
    output: storageStatus,
  }),
  'storage.restore': call({
    summary:
      'Put a backup in place of the database and restart the host; the present database is set aside, not deleted',
    method: 'POST',
    path: '/storage/restore',
    input: z.object({ name: z.string().min(1).max(200) }),
    output: nothing,
  }),
  'storage.dismiss': call({
    summary: 'Stop offering a backup in place of a damaged database; the damaged file stays where it is',
    method: 'POST',
    path: '/storage/dismiss',
    input: nothing,
    output: storageStatus,
  }),

  'management-key.status': call({
    summary: 'Whether a management key exists',
    method: 'GET',
    path: '/management-key',
    input: nothing,
    output: managementKeyStatus,
  }),
  'management-key.create': call({
    summary: 'Make a new management key; it is shown once and the old one stops working',
    method: 'POST',
    path: '/management-key',
    input: nothing,
    output: z.object({ key: z.string() }),
  }),
  'management-key.delete': call({
    summary: 'Revoke the management key',
    method: 'DELETE',
    path: '/management-key',
    input: nothing,
    output: managementKeyStatus,
  }),
};
