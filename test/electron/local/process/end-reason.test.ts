// Catches: an opaque exit code where the reason was to be had, and a path of the user's in a message.
import { describe, expect, test } from 'vitest';
import { endReason, isMomentary } from '../../../../electron/local/process/end-reason.ts';
import type { ProcessEnd } from '../../../../electron/local/process/engine-process.ts';
import { memoryMark } from '../../../../electron/local/process/watchdog.ts';

const by = (signal: NodeJS.Signals): ProcessEnd => ({ exitCode: null, signal });
const code = (exitCode: number): ProcessEnd => ({ exitCode, signal: null });

describe('what it said', () => {
  test.each<[output: string, end: ProcessEnd, reason: string]>([
    [
      'some\n/home/me/llama.cpp/ggml/src/ggml.c:2042: GGML_ASSERT(ggml_can_mul_mat(a, b)) failed\nlibggml.so(+0x1)\n',
      by('SIGABRT'),
      'the engine gave up: GGML_ASSERT(ggml_can_mul_mat(a, b)) failed',
    ],
    [
      'a.cpp:1: GGML_ASSERT(first) failed\nb.cpp:2: GGML_ASSERT(last) failed\n',
      code(134),
      'the engine gave up: GGML_ASSERT(last) failed',
    ],
    ['/x/ggml/src/ggml-backend.cpp:88: fatal error\n', by('SIGABRT'), 'the engine gave up: fatal error'],
    [
      "terminate called after throwing an instance of 'std::length_error'\n  what():  vector::_M_default_append\n",
      by('SIGABRT'),
      'the engine gave up: vector::_M_default_append',
    ],
    [
      'CUDA error: out of memory\n  current device: 0, in function alloc\nggml-cuda.cu:91: CUDA error\n',
      by('SIGABRT'),
      'the memory of the GPU ran out',
    ],
    ['what():  vk::Device::waitForFences: ErrorDeviceLost\n', by('SIGABRT'), 'the driver of the GPU gave up'],
    [
      'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
      by('SIGABRT'),
      'it ran out of memory',
    ],
    [
      '# Fatal JavaScript invalid size error 169220804 (see crbug.com/1201626)\n',
      by('SIGTRAP'),
      'it ran out of memory',
    ],
    [
      "  #  node[9]: void fs::Read(): Assertion `IsSafeJsInt(args[3])' failed.\n",
      by('SIGABRT'),
      'an assertion failed: IsSafeJsInt(args[3])',
    ],
    [`${memoryMark} ${3 * 1024 ** 3}\n`, by('SIGKILL'), 'it took more than 3.0 GiB of memory and was stopped'],
    [
      'Error [ERR_MODULE_NOT_FOUND]: no such package\n',
      code(1),
      'it failed: Error [ERR_MODULE_NOT_FOUND]: no such package',
    ],
    [`TypeError: ${'x'.repeat(500)}\n`, code(1), `it failed: TypeError: ${'x'.repeat(189)}…`],
  ])('%j', (output, end, reason) => {
    expect(endReason(end, output)).toBe(reason);
  });
});

describe('how it ended, when it said nothing', () => {
  test.each<[end: ProcessEnd, reason: string]>([
    [by('SIGABRT'), 'the engine gave up without saying why'],
    [code(134), 'the engine gave up without saying why'],
    [code(6), 'the engine gave up without saying why'],
    [code(-1_073_740_791), 'the engine gave up without saying why'],
    [by('SIGSEGV'), 'the engine reached for memory that is not its own'],
    [code(0xc0000005), 'the engine reached for memory that is not its own'],
    [by('SIGBUS'), 'the file changed while it was in use, or the disk failed'],
    [by('SIGILL'), 'the processor lacks an instruction that the engine needs'],
    [by('SIGKILL'), 'it was killed from outside, probably because memory ran out'],
    [code(137), 'it was killed from outside, probably because memory ran out'],
    [by('SIGUSR1'), 'it was ended by SIGUSR1'],
    [code(0), 'it ended with code 0'],
    [code(3), 'it ended with code 3'],
    [{ exitCode: null, signal: null }, 'its process could not be started'],
  ])('%j', (end, reason) => {
    expect(endReason(end, '')).toBe(reason);
  });
});

test('running out of memory from outside says nothing lasting about a file, an assertion does', () => {
  expect(isMomentary(endReason(by('SIGKILL'), ''))).toBe(true);
  expect(isMomentary(endReason(by('SIGABRT'), 'CUDA error: out of memory\n'))).toBe(true);
  expect(isMomentary(endReason(by('SIGABRT'), 'a.cpp:1: GGML_ASSERT(x) failed\n'))).toBe(false);
  expect(isMomentary(endReason(by('SIGKILL'), `${memoryMark} 1\n`))).toBe(false);
});
