import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { stripVTControlCharacters } from 'node:util';
import { root } from './root.mjs';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

const codeOf = (code, signal) => code ?? 128 + (constants.signals[signal] ?? 0);

const captured = new Set();

/** Ends a captured command with everything it started: a test run has browsers, hosts and a session bus below it. */
function killTree(child) {
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Captured commands are process groups of their own, so that Ctrl+C has to be handed on. */
function endWithUs(child) {
  if (captured.size === 0) for (const signal of signals) process.on(signal, endAll);
  captured.add(child);
}

/** With nothing captured any more the signals mean again what they meant before. */
function letGo(child) {
  captured.delete(child);
  if (captured.size > 0) return;
  for (const signal of signals) process.off(signal, endAll);
}

function endAll(signal) {
  for (const child of captured) killTree(child);
  process.exit(codeOf(null, signal));
}

/**
 * Runs a command to its end and gives back its exit code and what it printed.
 * `limit` is in milliseconds; a command past it is ended and counts as failed.
 */
export function capture(command, args, { env = process.env, limit } = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'pipe', 'pipe'];
    const child = spawn(command, args, { cwd: root, env, stdio, detached: process.platform !== 'win32' });
    let output = '';
    const timer =
      limit &&
      setTimeout(() => {
        output += `\nEnded after ${Math.round(limit / 1000)} s.\n`;
        killTree(child);
      }, limit);
    const finish = (code) => {
      clearTimeout(timer);
      letGo(child);
      resolve({ code, output: stripVTControlCharacters(output) });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => {
      output += `${error.message}\n`;
      finish(127);
    });
    child.on('close', (code, signal) => finish(codeOf(code, signal)));
    endWithUs(child);
  });
}

/** Runs a command on this terminal to its end; gives back its exit code. */
export function show(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(codeOf(code, signal)));
  });
}

/**
 * Runs a long-lived command in this process's place: signals reach it once, its exit code becomes ours.
 * `onLine` sees every line it prints to stdout.
 */
export function become(command, args, { env = process.env, onLine } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['inherit', onLine ? 'pipe' : 'inherit', 'inherit'] });
    if (onLine) echoLines(child.stdout, onLine);
    const stopForwarding = forwardSignals(child);
    const watch = endWithNpm(child);
    child.on('error', (error) => {
      console.error(error.message);
      stopForwarding();
      resolve(127);
    });
    child.on('close', (code, signal) => {
      clearInterval(watch);
      stopForwarding();
      resolve(codeOf(code, signal));
    });
  });
}

/** `kill` on npm ends npm and its shell and tells us nothing: the app would go on, unseen. */
function endWithNpm(child) {
  if (!process.env['npm_lifecycle_event']) return undefined;
  const npm = process.ppid;
  return setInterval(() => {
    if (process.ppid !== npm) child.kill('SIGTERM');
  }, 1000).unref();
}

function echoLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    process.stdout.write(text);
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}

/** A second press of Ctrl+C this long after the first (ms) ends a child that doesn't close by itself. */
const patience = 1000;

function forwardSignals(child) {
  let firstAt;
  const forward = (signal) => {
    if (firstAt !== undefined) {
      if (Date.now() - firstAt > patience) child.kill('SIGKILL');
      return;
    }
    firstAt = Date.now();
    // A key press goes to the whole process group: the child has its SIGINT already, and npm sends us a second one.
    const cameFromKeyboard = signal === 'SIGINT' && process.stdin.isTTY;
    if (!cameFromKeyboard) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}
