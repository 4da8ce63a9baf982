import { ESLint } from 'eslint';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/lib/source-hash.mjs';

const eslint = new ESLint({ cwd: root });

async function literals(code: string, filePath: string) {
	const [result] = await eslint.lintText(code, { filePath });
	return result!.messages.filter(({ ruleId }) => ruleId === 'lianqin/no-literal-text').length;
}

test.each([
	['web/ui/case/Fixture.svelte', '<p>已结案</p>'],
	['web/ui/case/Fixture.svelte', '<p>Closed</p>'],
	['web/ui/case/Fixture.svelte', '<input placeholder="Search" />'],
	['web/ui/case/Fixture.svelte', '<button aria-label="关闭"></button>'],
	['web/ui/case/Fixture.svelte', "<p>{closed ? '已结案' : ''}</p>"],
	['web/ui/case/Fixture.svelte', '<script lang="ts">\n\tconst word = "结案";\n</script>\n{word}'],
	['web/routes/today/+page.svelte', '<h1>Today</h1>'],
	['web/app/fixture.ts', "export const word = '已送达中心';"],
	['web/ui/case/fixture.svelte.ts', 'export const word = `共${1}件`;']
])('%s may not say %s', async (path, code) => {
	expect(await literals(`${code}\n`, path)).toBeGreaterThan(0);
});

test.each([
	['web/ui/case/Fixture.svelte', '<!-- 已结案 -->\n<p class="closed">{m.case_status_closed()}</p>'],
	['web/ui/case/Fixture.svelte', '<p>{count} / {total} · 3 m</p>'],
	['web/app/fixture.ts', "// 已结案\nexport const code = 'case/already-closed';"],
	['web/domain/fixture.ts', "export const sample = '周浦镇';"]
])('%s may hold %s', async (path, code) => {
	expect(await literals(`${code}\n`, path)).toBe(0);
});
