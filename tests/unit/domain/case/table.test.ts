/** Every row of the state table and every cell of the policy, and their print beside the rules. */
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { CASE_COMMAND_TYPES } from '../../../../web/domain/case/commands';
import { decideCase } from '../../../../web/domain/case/decide';
import { CASE_STATUSES, isOpen } from '../../../../web/domain/case/state';
import { CASE_TABLE } from '../../../../web/domain/case/table';
import { CASE, rules, T0 } from '../../../support/case';
import {
	ACTING,
	decideAs,
	mayAsk,
	renderReadme,
	sampleOf,
	STANDINGS
} from '../../../support/case-readme';

const README = new URL('../../../../web/domain/case/README.md', import.meta.url).pathname;

describe.each(CASE_COMMAND_TYPES)('%s', (type) => {
	const { by, from } = CASE_TABLE[type];
	const granted = STANDINGS.flatMap((standing) =>
		ACTING.filter((role) =>
			by.some((grant) => grant.role === role && standing.relations.includes(grant.relation))
		).map((role) => [role, standing] as const)
	);

	it('is decided for every role and standing as the table grants it', () => {
		for (const standing of STANDINGS)
			for (const role of ACTING)
				expect(`${role} ${standing.letter} ${mayAsk(role, standing, type)}`).toBe(
					`${role} ${standing.letter} ${granted.some(([r, s]) => r === role && s === standing)}`
				);
	});

	it('is refused in every other status, and says which kind of refusal it is', () => {
		if (from === 'new') return;
		for (const status of CASE_STATUSES.filter((other) => !from.includes(other))) {
			const [role, standing] = granted[0]!;
			const decision = decideAs(role, standing, type, status);
			const units = role === 'officer' || role === 'link';
			const code =
				units && !isOpen({ status })
					? 'job/already-closed'
					: status === 'closed'
						? 'case/already-closed'
						: 'case/wrong-status';
			expect(decision).toMatchObject({ ok: false, rejection: { code } });
		}
	});

	it('asks for a case that is there, or for one that is not', () => {
		const command = { id: 'x', type, target: CASE, data: sampleOf(type) } as Parameters<
			typeof decideCase
		>[1];
		const actor = { person: 'p', name: '', posts: [] };
		const context = { now: T0, at: T0, commandId: 'x', actor, rules };
		const code = from === 'new' ? 'case/not-allowed' : 'case/unknown';
		expect(decideCase(undefined, command, context)).toMatchObject({ rejection: { code } });
	});
});

it('every status is reached, and only the final ones are never left', () => {
	const moves = CASE_COMMAND_TYPES.flatMap((type) => CASE_TABLE[type].moves);
	const left = new Set(moves.map(([from]) => from));
	expect(CASE_STATUSES.filter((status) => !moves.some(([, to]) => to === status))).toEqual([]);
	expect(CASE_STATUSES.filter((status) => !left.has(status))).toEqual(['refused', 'void']);
});

it('README.md is what the rules say (UPDATE_TABLE=1 rewrites it)', async () => {
	const options = await resolveConfig(README);
	const text = await format(renderReadme(), { ...options, parser: 'markdown' });
	if (process.env.UPDATE_TABLE) writeFileSync(README, text);
	expect(readFileSync(README, 'utf8')).toBe(text);
});
