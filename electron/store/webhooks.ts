import { asc, count, eq } from 'drizzle-orm';
import { type WebhookResult, webhookResult } from '../../shared/model/health.ts';
import type { NoticeId, SecretId } from '../../shared/model/ids.ts';
import type { Connection } from './connection.ts';
import { fromJsonIfPossible } from './rows.ts';
import { webhookDeliveryTable as deliveries, webhookTable as table } from './schema.ts';

export type WebhookDelivery = typeof deliveries.$inferSelect;

export interface KeptWebhook {
  url: string | null;
  secretId: SecretId | null;
  last: WebhookResult | null;
}

const id = 1;

export type Webhooks = ReturnType<typeof createWebhooks>;

/** The one webhook there is, and what it is still to be told. */
export function createWebhooks({ db }: Connection) {
  return {
    get(): KeptWebhook {
      const row = db.select().from(table).where(eq(table.id, id)).get();
      const last = webhookResult.safeParse(row?.last ? fromJsonIfPossible(row.last) : null);
      return { url: row?.url ?? null, secretId: row?.secretId ?? null, last: last.data ?? null };
    },

    put({ url, secretId, last }: KeptWebhook): void {
      const values = { url, secretId, last: last && JSON.stringify(last) };
      db.insert(table)
        .values({ id, ...values })
        .onConflictDoUpdate({ target: table.id, set: values })
        .run();
    },

    queue(delivery: Pick<WebhookDelivery, 'id' | 'body' | 'nextAt' | 'createdAt'>): void {
      db.insert(deliveries).values(delivery).run();
    },

    /** The oldest first. */
    waiting: (): WebhookDelivery[] =>
      db.select().from(deliveries).orderBy(asc(deliveries.createdAt), asc(deliveries.id)).all(),

    countWaiting: (): number => db.select({ count: count() }).from(deliveries).get()?.count ?? 0,

    postpone(delivery: NoticeId, change: Pick<WebhookDelivery, 'attempts' | 'nextAt'>): void {
      db.update(deliveries).set(change).where(eq(deliveries.id, delivery)).run();
    },

    settle(delivery: NoticeId): void {
      db.delete(deliveries).where(eq(deliveries.id, delivery)).run();
    },

    clear(): void {
      db.delete(deliveries).run();
    },
  };
}
