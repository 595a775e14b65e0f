import { z } from 'zod';
import type { ErrorData } from '../../../shared/errors/app-error.ts';
import type { Backend } from '../../../shared/model/load-settings.ts';
import { newId } from '../../lib/id.ts';
import { type Crash, emptyFile, type FileRecord, fileRecord, markers } from './records.ts';

/** Where records are kept, as plain data under a key. Writing returns when it is on disk. */
export interface RecordStore {
  get(key: string): unknown;
  set(key: string, record: unknown): void;
  delete(key: string): void;
}

export interface CrashRecords {
  /** What is known of a file as it is now. */
  file(fingerprint: string): FileRecord;
  /** The GPU backends on which this version of the engine took a host down. */
  crashedBackends(): Backend[];
  savePassed(fingerprint: string): void;
  saveFailure(fingerprint: string, failure: { backend: Backend; error: ErrorData }): void;
  /**
   * Writes down what is about to happen in this process; the answer takes it back. One that is still there when the
   * next host starts was the last thing this one did.
   */
  begin(fingerprint: string, crash: Crash): () => void;
  /** As if the file had never been seen. */
  forget(fingerprint: string): void;
}

const markersKey = 'running';
const backendList = z.array(z.string());

/** Of one host, which is the only one over its store: every marker that it finds was left by one that died. */
export function createCrashRecords(store: RecordStore, { engineVersion }: { engineVersion: string }): CrashRecords {
  const read = <T>(key: string, schema: z.ZodType<T>, otherwise: T): T =>
    schema.safeParse(store.get(key)).data ?? otherwise;
  const file = (fingerprint: string): FileRecord => read(fingerprint, fileRecord, emptyFile);
  const change = (fingerprint: string, fields: Partial<FileRecord>): void =>
    store.set(fingerprint, { ...file(fingerprint), ...fields });

  const backendKey = (backend: string, version: string): string => `backend|${backend}|${version}`;
  const blamed = (backend: string, version = engineVersion): string[] =>
    read(backendKey(backend, version), backendList, []);
  const blame = (backend: string, fingerprints: readonly string[], version = engineVersion): void => {
    const key = backendKey(backend, version);
    if (fingerprints.length > 0) store.set(key, fingerprints);
    else store.delete(key);
  };

  for (const { fingerprint, engine, id: _, ...happened } of read(markersKey, markers, [])) {
    change(fingerprint, { crashes: [...file(fingerprint).crashes, happened] });
    const isGpu = gpuBackends.includes(happened.backend);
    if (isGpu) blame(happened.backend, [...new Set([...blamed(happened.backend, engine), fingerprint])], engine);
  }
  store.delete(markersKey);
  let running: z.output<typeof markers> = [];

  return {
    file,
    crashedBackends: () => gpuBackends.filter((backend) => blamed(backend).length > 0),
    savePassed: (fingerprint) => change(fingerprint, { hasPassed: true, failures: {} }),
    saveFailure(fingerprint, { backend, error }) {
      change(fingerprint, { failures: { ...file(fingerprint).failures, [backend]: error } });
    },
    begin(fingerprint, happening) {
      const id = newId();
      running = [...running, { id, fingerprint, engine: engineVersion, ...happening }];
      store.set(markersKey, running);
      return () => {
        if (!running.some((marker) => marker.id === id)) return;
        running = running.filter((marker) => marker.id !== id);
        if (running.length > 0) store.set(markersKey, running);
        else store.delete(markersKey);
      };
    },
    forget(fingerprint) {
      store.delete(fingerprint);
      for (const backend of gpuBackends) {
        blame(
          backend,
          blamed(backend).filter((other) => other !== fingerprint),
        );
      }
    },
  };
}

/** The processor is no driver that could be at fault for every file. */
const gpuBackends: readonly Backend[] = ['cuda', 'vulkan', 'metal'];
