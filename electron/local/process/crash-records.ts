import { z } from 'zod';
import type { ErrorData } from '../../../shared/errors/app-error.ts';
import type { Backend } from '../../../shared/model/load-settings.ts';
import { newId } from '../../lib/id.ts';
import { beginningFor } from './fingerprint.ts';
import { type Crash, emptyFile, type FileRecord, fileRecord, markers } from './records.ts';

/** Where records are kept, as plain data under a key. Writing returns when it is on disk. */
export interface RecordStore {
  get(key: string): unknown;
  set(key: string, record: unknown): void;
  delete(key: string): void;
  keys(): string[];
}

export interface CrashRecords {
  /** What is known of a file as it is now. */
  file(fingerprint: string): FileRecord;
  /** The GPU backends on which this version of the engine took a host down; `auto`: it is not known on which. */
  crashedBackends(): Backend[];
  savePassed(fingerprint: string, backend: Backend): void;
  saveFailure(fingerprint: string, failure: { backend: Backend; error: ErrorData }): void;
  /**
   * Writes down what is about to happen in this process; the answer takes it back. One that is still there when the
   * next host starts was the last thing this one did.
   */
  begin(fingerprint: string, crash: Crash): () => void;
  /** The same for the start of the engine itself in this process. */
  beginEngine(asked: Backend): () => void;
  /** As if the file had never been seen in any state, and the engine had never been started here. */
  forget(path: string): void;
}

const markersKey = 'running';
/** Stands where a file's fingerprint does when no file was involved. */
const engineItself = 'engine';
const fingerprintList = z.array(z.string());

/** Of one host, which is the only one over its store: every marker that it finds was left by one that died. */
export function createCrashRecords(store: RecordStore, { engineVersion }: { engineVersion: string }): CrashRecords {
  const keyOf = (kind: 'file' | 'backend', name: string): string => `${engineVersion}|${kind}|${name}`;
  const read = <T>(key: string, schema: z.ZodType<T>, otherwise: T): T =>
    schema.safeParse(store.get(key)).data ?? otherwise;
  const file = (fingerprint: string): FileRecord => read(keyOf('file', fingerprint), fileRecord, emptyFile);
  const change = (fingerprint: string, fields: Partial<FileRecord>): void =>
    store.set(keyOf('file', fingerprint), { ...file(fingerprint), ...fields });

  const blamed = (backend: Backend): string[] => read(keyOf('backend', backend), fingerprintList, []);
  const blame = (backend: Backend, fingerprints: readonly string[]): void => {
    const key = keyOf('backend', backend);
    if (fingerprints.length > 0) store.set(key, fingerprints);
    else store.delete(key);
  };

  for (const { fingerprint, engine, id: _, ...happened } of read(markersKey, markers, [])) {
    // Another version of the engine is another engine.
    if (engine !== engineVersion) continue;
    if (fingerprint !== engineItself) change(fingerprint, { crashes: [...file(fingerprint).crashes, happened] });
    const { backend } = happened;
    if (suspects.includes(backend)) blame(backend, [...new Set([...blamed(backend), fingerprint])]);
  }
  // With the markers goes what was known of other versions, which nobody asks for any more.
  for (const key of store.keys()) if (!key.startsWith(`${engineVersion}|`)) store.delete(key);
  let running: z.output<typeof markers> = [];

  const begin: CrashRecords['begin'] = (fingerprint, happening) => {
    const id = newId();
    running = [...running, { id, fingerprint, engine: engineVersion, ...happening }];
    store.set(markersKey, running);
    return () => {
      if (!running.some((marker) => marker.id === id)) return;
      running = running.filter((marker) => marker.id !== id);
      if (running.length > 0) store.set(markersKey, running);
      else store.delete(markersKey);
    };
  };

  return {
    file,
    crashedBackends: () => suspects.filter((backend) => blamed(backend).length > 0),
    savePassed(fingerprint, backend) {
      const { passed, failures } = file(fingerprint);
      const { [backend]: _, ...others } = failures;
      change(fingerprint, { passed: [...new Set([...passed, backend])], failures: others });
    },
    saveFailure(fingerprint, { backend, error }) {
      change(fingerprint, { failures: { ...file(fingerprint).failures, [backend]: error } });
    },
    begin,
    beginEngine: (asked) => begin(engineItself, { backend: asked, stage: 'load' }),
    forget(path) {
      const beginning = beginningFor(path);
      const ofFile = keyOf('file', beginning);
      for (const key of store.keys()) if (key.startsWith(ofFile)) store.delete(key);
      for (const backend of suspects) {
        const others = blamed(backend).filter((other) => other !== engineItself && !other.startsWith(beginning));
        blame(backend, others);
      }
    },
  };
}

/** The processor is no driver that could be at fault for every file. */
const suspects: readonly Backend[] = ['auto', 'cuda', 'vulkan', 'metal'];
