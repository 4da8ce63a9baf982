/** One step of `npm run check`: every language says the same things. */
import { join } from 'node:path';
import { findMessageProblems } from './lib/messages.mjs';
import { root } from './lib/source-hash.mjs';

const problems = findMessageProblems(join(root, 'messages'));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
