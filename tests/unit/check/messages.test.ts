import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { findMessageProblems } from '../../../scripts/lib/messages.mjs';
import { root } from '../../../scripts/lib/source-hash.mjs';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problemsOf(zh: Record<string, string>, en: Record<string, string>) {
	folder = mkdtempSync(join(tmpdir(), 'lianqin-messages-'));
	for (const [language, texts] of Object.entries({ 'zh-CN': zh, en })) {
		mkdirSync(join(folder, language));
		writeFileSync(join(folder, language, 'case.json'), JSON.stringify(texts));
	}
	return findMessageProblems(folder);
}

test('equal keys and placeholders are right', () => {
	const zh = { case_left: '还有 {count} 小时' };
	expect(problemsOf(zh, { case_left: '{count} hours left' })).toEqual([]);
});

test.each([
	[{ case_a: '甲' }, {}, 'messages/en/case.json: case_a is not translated'],
	[{}, { case_a: 'A' }, 'messages/zh-CN/case.json: case_a exists only in en'],
	[{ case_a: '{n} 件' }, { case_a: 'some' }, 'case_a has other {placeholders}'],
	[{ title: '案件' }, { title: 'Case' }, 'title must begin with case_']
])('%o and %o differ', (zh, en, problem) => {
	expect(problemsOf(zh, en).join()).toContain(problem);
});

test('our own languages say the same', () => {
	expect(findMessageProblems(join(root, 'messages'))).toEqual([]);
});
