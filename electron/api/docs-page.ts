import type { Contract } from '../../shared/contract/define.ts';
import { errorCodes } from '../../shared/errors/codes.ts';
import { curlExample } from './curl-example.ts';
import { docsStyle } from './docs-style.ts';
import { apiPrefix, type Endpoint, jsonSchema, listEndpoints } from './endpoints.ts';
import { schemaText } from './schema-text.ts';

export interface DocsPageOptions {
  version: string;
  /** For the examples: `http://127.0.0.1:4747` */
  address: string;
}

/** The whole API on one page: plain HTML without a script, so that it needs nothing from anywhere. */
export function createDocsPage(contract: Contract, { version, address }: DocsPageOptions): string {
  const domains = Object.groupBy(listEndpoints(contract), ({ domain }) => domain);
  const sections = Object.entries(domains).map(([domain, endpoints = []]) => domainSection(domain, endpoints, address));
  const links = [...Object.keys(domains), 'events', 'errors'].map((id) => `<li><a href="#${id}">${title(id)}</a></li>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Switchyard API</title>
<link rel="icon" href="data:,">
<style>${docsStyle}</style>
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<nav aria-label="Domains">
<p class="brand">Switchyard API <span>${escapeHtml(version)}</span></p>
<ul>${links.join('')}</ul>
<p class="aside"><a href="${apiPrefix}/openapi.json">openapi.json</a></p>
</nav>
<main id="content">
<header>
<h1>Management API</h1>
<p>Everything the window can do, for programs on this machine. Make a management key in the window, under <b>Port</b>, and send it with every request.</p>
${code(`export SWITCHYARD_KEY=sy-…\ncurl -H "Authorization: Bearer $SWITCHYARD_KEY" ${address}${apiPrefix}/app`)}
<p>The header <code>x-api-key</code> works as well. Input goes into the path, then into the query (GET, DELETE) or a JSON body.
Every answer has the header <code>x-switchyard-request-id</code>; the log has a line with the same id.</p>
</header>
${sections.join('\n')}
${eventsSection(contract, address)}
${errorsSection()}
</main>
</body>
</html>`;
}

function domainSection(domain: string, endpoints: Endpoint[], address: string): string {
  const entries = endpoints.map((endpoint) => endpointEntry(endpoint, address)).join('\n');
  return `<section id="${escapeHtml(domain)}"><h2>${title(domain)}</h2>\n${entries}\n</section>`;
}

function endpointEntry(endpoint: Endpoint, address: string): string {
  const { name, spec, path } = endpoint;
  const input = schemaText(jsonSchema(spec.input, 'input'));
  const output =
    spec.kind === 'call'
      ? part('Answer', schemaText(jsonSchema(spec.output, 'output')))
      : part('Each <code>delta</code> event', schemaText(jsonSchema(spec.delta, 'output'))) +
        part('The <code>end</code> event', schemaText(jsonSchema(spec.end, 'output')));
  return `<details id="${escapeHtml(name)}">
<summary><span class="method ${spec.method.toLowerCase()}">${spec.method}</span> <code class="path">${pathText(path)}</code>
<span class="summary">${words(spec.summary)}${spec.kind === 'stream' ? ' <span class="tag">stream</span>' : ''}</span></summary>
<div class="parts">
${input === '{}' ? '' : part('Input', input)}${output}${part('Example', curlExample(endpoint, address))}
<p class="name">In the contract: <code>${escapeHtml(name)}</code></p>
</div>
</details>`;
}

function eventsSection(contract: Contract, address: string): string {
  const events = Object.entries(contract).flatMap(([name, spec]) =>
    spec.kind === 'event'
      ? [part(`<code>${escapeHtml(name)}</code> ${escapeHtml(spec.summary)}`, schemaOf(spec.data))]
      : [],
  );
  return `<section id="events"><h2>Events</h2>
<p><span class="method get">GET</span> <code class="path">${apiPrefix}/events</code> tells everything that happens, as server-sent events.</p>
${code(`curl -N ${address}${apiPrefix}/events \\\n  -H "Authorization: Bearer $SWITCHYARD_KEY"`)}
${events.join('\n')}
</section>`;
}

const schemaOf = (data: Parameters<typeof jsonSchema>[0]): string => schemaText(jsonSchema(data, 'output'));

function errorsSection(): string {
  const rows = Object.entries(errorCodes).map(
    ([name, { status, type, retryable }]) =>
      `<tr><td><code>${name}</code></td><td>${status}</td><td>${type}</td><td>${retryable ? 'yes' : 'no'}</td></tr>`,
  );
  return `<section id="errors"><h2>Errors</h2>
<p>An error says what is wrong and what helps; <code>param</code> names the input field, where there is one.</p>
${code('{ "error": { "message": "…", "type": "not_found_error", "code": "PROVIDER_NOT_FOUND", "param": null } }')}
<div class="scroll" role="region" aria-label="Error codes" tabindex="0"><table><thead><tr><th scope="col">Code</th><th scope="col">Status</th><th scope="col">Type</th><th scope="col">Worth trying again</th></tr></thead>
<tbody>${rows.join('')}</tbody></table></div>
</section>`;
}

const part = (heading: string, text: string): string => `<h3>${heading}</h3>\n${code(text)}\n`;

/** Focusable, so that wide code can be scrolled by keyboard. */
const code = (text: string): string => `<pre tabindex="0"><code>${escapeHtml(text)}</code></pre>`;

/** Text that may have code between backticks. */
const words = (text: string): string => escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const pathText = (path: string): string => escapeHtml(path).replaceAll(/\{\w+\}/g, '<i>$&</i>');

const title = (id: string): string => {
  const words = id.replaceAll('-', ' ');
  return escapeHtml(words.charAt(0).toUpperCase() + words.slice(1));
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
