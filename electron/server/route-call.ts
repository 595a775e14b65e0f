import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../shared/errors/app-error.ts';
import { goal } from '../../shared/model/route.ts';
import { taskType } from '../../shared/model/routing.ts';
import type { Routing } from '../gateway/routing.ts';
import { reasonOf } from '../routing/reason.ts';

const dollars = z.number().nonnegative();

const routeBody = z.strictObject({
  prompt: z.string().max(10_000_000),
  requirements: z
    .strictObject({
      task_type: taskType.exactOptional(),
      /** For the whole request. */
      max_cost: dollars.exactOptional(),
      /** To the first token. */
      max_latency_ms: z.number().nonnegative().exactOptional(),
      /** 0 to 1. */
      min_quality_score: z.number().min(0).max(1).exactOptional(),
    })
    .default({}),
  routing_strategy: goal.default('balanced'),
});

/** `POST /v1/providers/route`: who would answer a prompt, and why. Nothing is sent. */
export function addRouteCall(app: FastifyInstance, { routing }: { routing: Pick<Routing, 'try'> }): void {
  app.post('/v1/providers/route', async (request) => {
    const parsed = routeBody.safeParse(request.body);
    if (!parsed.success) throw invalid(parsed.error);
    const { prompt, requirements: wanted, routing_strategy } = parsed.data;
    const { task_type, max_cost, max_latency_ms, min_quality_score } = wanted;
    const { plan, refusal } = await routing.try({
      model: 'auto',
      text: prompt,
      needs: [],
      maxOutputTokens: null,
      door: 'route',
      client: null,
      tags: [],
      requirements: {
        goal: routing_strategy,
        ...(task_type !== undefined && { task: task_type }),
        ...(max_cost !== undefined && { maxCost: Math.floor(max_cost * 1e9) }),
        ...(max_latency_ms !== undefined && { maxLatency: Math.floor(max_latency_ms) }),
        ...(min_quality_score !== undefined && { minQuality: min_quality_score }),
      },
    });
    const first = plan?.attempts[0];
    if (!plan || !first) throw new AppError('NO_TARGET', refusal?.message ?? 'Nobody may answer this.');
    const { cost, latency } = first.estimate;
    return {
      selected_provider: first.providerName,
      selected_model: first.target.modelId,
      estimated_cost: cost === null ? null : cost / 1e9,
      estimated_latency_ms: latency === null ? null : Math.round(latency),
      confidence_score: plan.confidence,
      routing_reason: reasonOf(plan, routing_strategy),
    };
  });
}

function invalid({ issues: [issue] }: z.ZodError): AppError {
  const param = issue?.path.join('.') ?? '';
  return new AppError('VALIDATION_FAILED', `"${param}" cannot be taken: ${issue?.message}. Correct it.`, {
    details: { param },
  });
}
