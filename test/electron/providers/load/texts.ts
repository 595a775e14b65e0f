/** As these servers write them, shortened to what stands around the numbers. */
export const vllmText = `# HELP vllm:num_requests_running Number of requests in model execution batches.
# TYPE vllm:num_requests_running gauge
vllm:num_requests_running{engine="0",model_name="Qwen/Qwen3-8B"} 5.0
vllm:num_requests_running{engine="1",model_name="Qwen/Qwen3-8B"} 3.0
# HELP vllm:num_requests_waiting Number of requests waiting to be processed.
# TYPE vllm:num_requests_waiting gauge
vllm:num_requests_waiting{engine="0",model_name="Qwen/Qwen3-8B"} 2.0
vllm:num_requests_waiting{engine="1",model_name="Qwen/Qwen3-8B"} NaN
vllm:num_requests_waiting_by_reason{engine="0",model_name="Qwen/Qwen3-8B",reason="capacity"} 7.0
vllm:num_requests_running{engine="0",model_name="odd \\"name\\", {1}"} 1.0
vllm:num_requests_waiting{engine="0",model_name="odd \\"name\\", {1}"} 0.0
vllm:kv_cache_usage_perc{engine="0",model_name="Qwen/Qwen3-8B"} 0.41
`;

export const sglangText = `# TYPE sglang:num_running_reqs gauge
sglang:num_running_reqs{model_name="m",tp_rank="0"} 4.0
# TYPE sglang:num_queue_reqs gauge
sglang:num_queue_reqs{model_name="m",tp_rank="0"} 11.0
`;

export const llamaText = `# HELP llamacpp:requests_processing Number of requests processing.
# TYPE llamacpp:requests_processing gauge
llamacpp:requests_processing 4
# HELP llamacpp:requests_deferred Number of requests deferred.
# TYPE llamacpp:requests_deferred gauge
llamacpp:requests_deferred 46
llamacpp:n_busy_slots_per_decode 3.87
`;

export const withoutMetrics = JSON.stringify({
  error: {
    code: 501,
    message: 'This server does not support metrics endpoint. Start it with `--metrics`',
    type: 'not_supported_error',
  },
});

export const slotsText = JSON.stringify([
  { id: 0, id_task: 4, n_ctx: 4096, is_processing: true, prompt: 'a prompt of somebody' },
  { id: 1, id_task: -1, n_ctx: 4096, is_processing: false },
  { id: 2, id_task: 9, n_ctx: 4096, is_processing: true },
]);

export const peerText = JSON.stringify({
  running: 5,
  waiting: 2,
  models: [{ model: 'llama-8b', running: 3, waiting: 2 }],
});
