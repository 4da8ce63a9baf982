/** Writes the offline base map: `npx tsx scripts/town/write-basemap.ts`. A test says when to. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { basemapJson } from './basemap-file';

const file = fileURLToPath(new URL('../../static/basemap/310115132.json', import.meta.url));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, basemapJson());
