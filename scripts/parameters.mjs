// `npm run parameters`: writes docs/parameters.md, what becomes of a request's parameters at each vendor.
import { writeFileSync } from 'node:fs';
import { parameterPage } from './lib/parameter-page.mjs';
import { at } from './lib/root.mjs';

writeFileSync(at('docs', 'parameters.md'), parameterPage());
