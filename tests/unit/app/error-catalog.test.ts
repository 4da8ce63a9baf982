/** No code without words: whatever a rule, the wire, the disk or the server may answer. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from '../../../messages/en/error.json' with { type: 'json' };
import zh from '../../../messages/zh-CN/error.json' with { type: 'json' };
import { ERROR_CATALOG, wordsFor } from '~/app/error-catalog';

const AREAS = 'case|job|patrol|note|command|auth|photo|server|store|sync|desk';
const CODE = new RegExp(`['"\`]((?:${AREAS})/[a-z][a-zA-Z-]+)['"\`]`, 'g');
/** Made from parts: `store/${'$'}{fault}`. */
const COMPOSED = ['store/full', 'store/lost', 'store/newer', 'store/broken'];

function* sources(folder: string): Generator<string> {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) yield* sources(path);
		else if (/\.(ts|js)$/.test(entry.name))
			yield readFileSync(path, 'utf8').replace(/^.*\bfrom '.*$|startsWith\('[^']*'\)/gm, '');
	}
}

const ROOMS = ['web/domain', 'web/protocol', 'web/store', 'web/sync', 'web/app', 'pb_hooks/lib'];
const codes = new Set([...COMPOSED]);
for (const room of ROOMS)
	for (const text of sources(room))
		for (const [, code] of text.matchAll(CODE)) codes.add(code as string);

test('every code has its words', () => {
	expect(codes.size).toBeGreaterThan(80);
	expect([...codes].filter((code) => !Object.hasOwn(ERROR_CATALOG, code)).sort()).toEqual([]);
});

test('both languages say the same things with the same values', () => {
	expect(Object.keys(en)).toEqual(Object.keys(zh));
	const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
	for (const [key, text] of Object.entries(zh))
		expect([key, values(en[key as keyof typeof en])]).toEqual([key, values(text)]);
});

test('words name the unit, and an unknown code is shown rather than hidden', () => {
	expect(wordsFor({ code: 'job/already-done', params: { unit: '示例队' } })).toMatchObject({
		text: '示例队已提交办理结果',
		severity: 'info'
	});
	expect(wordsFor({ code: 'case/from-the-future' })).toMatchObject({
		text: expect.stringContaining('case/from-the-future') as string,
		severity: 'final'
	});
	expect(wordsFor({ code: 'toString' }).severity).toBe('final');
});

test('nothing reads as undefined when a value is missing', () => {
	for (const code of Object.keys(ERROR_CATALOG))
		expect(wordsFor({ code }).text).not.toContain('undefined');
});
