import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/lib/source-hash.mjs';

const eslint = new ESLint({ cwd: root });

async function lint(code: string, filePath: string) {
	const [result] = await eslint.lintText(code, { filePath });
	return result!.messages.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

test.each([
	['export const a = (x: number) => Math.sin(x);', 'differs in the last digit'],
	['export const a = (x: number) => Math.hypot(x, 1);', 'differs in the last digit'],
	['export const a = () => Math.random();', 'differs in the last digit'],
	['export const a = (x: number) => x ** 0.5;', 'differ in the last digit'],
	['export const a = /\\p{Script=Han}/u;', 'goja answers false'],
	["export const a = new RegExp('\\\\p{L}', 'u');", 'goja answers false'],
	['export const a = /x/d;', 'flag d or v'],
	['export const a = () => Date.now();', 'no clock'],
	['export const a = () => new Date();', 'no clock'],
	['export const a = new Date(2026, 0, 1);', 'local time zone'],
	['export const a = (d: Date) => d.getHours();', 'time zone of the machine'],
	['export const a = (x: string, y: string) => x.localeCompare(y);', 'locale of the machine'],
	['export const a = (x: number) => x.toLocaleString();', 'locale of the machine'],
	['export const a = (x: number[]) => x.sort();', 'give a comparator'],
	['export const a = new Intl.NumberFormat();', 'goja'],
	['export const a = (x: object) => structuredClone(x);', 'goja'],
	["export const a = () => fetch('/');", 'goja'],
	['export const a = async () => 1;', 'synchronous']
])('%s may not stand in the rules', async (code, message) => {
	for (const room of ['domain', 'protocol']) {
		const found = await lint(`${code}\n`, `web/${room}/fixture.ts`);
		expect(found.join('\n')).toContain(message);
	}
});

test('exact arithmetic, UTC dates and sorted copies may', async () => {
	const code = `
export const a = (x: number) => Math.sqrt(Math.floor(x)) * Math.PI;
export const b = (ms: number) => new Date(ms).getUTCHours() + Date.UTC(2026, 0, 1);
export const c = (x: number[]) => [...x].sort((l, r) => l - r);
`;
	expect(await lint(code, 'web/domain/fixture.ts')).toEqual([]);
});

test('other rooms may look at the clock', async () => {
	expect(await lint('export const a = () => Date.now();\n', 'web/sync/fixture.ts')).toEqual([]);
});
