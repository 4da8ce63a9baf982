/** The documents of the state table, printed from the rules themselves. */
import fc from 'fast-check';
import type { ActingRole, Actor, Post } from '../../web/domain/actor';
import { ROLES } from '../../web/domain/actor';
import {
	CASE_COMMAND_TYPES,
	type CaseCommand,
	type CaseCommandType
} from '../../web/domain/case/commands';
import { decideCase } from '../../web/domain/case/decide';
import { CASE_STATUSES, type CaseState } from '../../web/domain/case/state';
import { CASE_TABLE } from '../../web/domain/case/table';
import type { Relation } from '../../web/domain/policy';
import { CASE, given, GRID, joint, rules, SIBLING, T0 } from './case';
import { DATA } from './case-arbitrary';

export const ACTING: readonly ActingRole[] = [...ROLES, 'link', 'resident', 'system'];

interface Standing {
	/** How the tables write it. */
	readonly letter: string;
	readonly says: string;
	readonly relations: readonly Relation[];
	readonly person: string;
	readonly post: Omit<Post, 'role'>;
}
const AWAY = '310115133';

/** Each way to stand to a case, and nothing else at the same time. */
export const STANDINGS: readonly Standing[] = [
	{
		letter: 'a',
		says: 'its place lies in the area of the post',
		relations: ['area', 'town', 'any'],
		person: 'p-x',
		post: { area: GRID }
	},
	{
		letter: 't',
		says: 'the post is elsewhere in the town',
		relations: ['town', 'any'],
		person: 'p-x',
		post: { area: SIBLING }
	},
	{
		letter: 'u',
		says: 'the unit is called',
		relations: ['unit', 'any'],
		person: 'p-x',
		post: { area: AWAY, unit: 'police' }
	},
	{
		letter: 'l',
		says: 'the unit leads',
		relations: ['lead', 'unit', 'any'],
		person: 'p-x',
		post: { area: AWAY, unit: 'fire' }
	},
	{
		letter: 'r',
		says: 'the person found it',
		relations: ['reporter', 'any'],
		person: 'p-finder',
		post: { area: AWAY }
	},
	{
		letter: 'c',
		says: 'the person was asked to check it',
		relations: ['checker', 'any'],
		person: 'p-checker',
		post: { area: AWAY }
	},
	{ letter: '*', says: 'no tie at all', relations: ['any'], person: 'p-x', post: { area: AWAY } }
];

const base = given(...joint()).state!;

/** A case in some status, with a finder, a checker and two units. */
export const caseIn = (status: CaseState['status']): CaseState => ({
	...base,
	status,
	reporter: { ...base.reporter, person: 'p-finder' },
	check: { kind: 'fixed', checker: 'p-checker', askedAt: T0, dueAt: T0 }
});

/** Some data that the command's schema allows; of a unit's act, about `unit`. */
export function sampleOf(type: CaseCommandType, unit = 'police'): object {
	const [data] = fc.sample(DATA.get(type)!, { seed: 1, numRuns: 1 }) as [object];
	if ('place' in data) return { ...data, place: base.place };
	return 'unit' in data ? { ...data, unit } : data;
}

export function decideAs(
	role: ActingRole,
	standing: Standing,
	type: CaseCommandType,
	status?: CaseState['status']
) {
	const { from } = CASE_TABLE[type];
	const actor: Actor = { person: standing.person, name: '甲', posts: [{ role, ...standing.post }] };
	const state = from === 'new' ? undefined : caseIn(status ?? from[0]!);
	const command = {
		id: 'x',
		type,
		target: CASE,
		data: sampleOf(type, standing.post.unit)
	} as CaseCommand;
	return decideCase(state, command, { now: T0, at: T0, commandId: 'x', actor, rules });
}

/** The question of rights alone, whatever the rule itself says afterwards. */
export function mayAsk(role: ActingRole, standing: Standing, type: CaseCommandType): boolean {
	const decision = decideAs(role, standing, type);
	return decision.ok || decision.rejection.code !== 'case/not-allowed';
}

const short = (type: string): string => type.replace('case.', '');
const line = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const grid = (head: readonly string[], rows: readonly string[][]): string =>
	[line(...head), line(...head.map(() => '---')), ...rows.map((cells) => line(...cells))].join(
		'\n'
	);

/** What everybody may ask whose standing is weaker implies the stronger: only the weakest are named. */
function cell(role: ActingRole, type: CaseCommandType): string {
	const may = STANDINGS.filter((standing) => mayAsk(role, standing, type));
	if (may.some(({ letter }) => letter === '*')) return '*';
	const letters = may.map(({ letter }) => letter);
	if (letters.includes('t')) letters.splice(letters.indexOf('a'), 1);
	if (letters.includes('u')) letters.splice(letters.indexOf('l'), 1);
	return letters.join('');
}

const stateTable = (): string =>
	grid(
		['command', 'in status', 'events', 'new status'],
		CASE_COMMAND_TYPES.map((type) => {
			const { from, emits, moves } = CASE_TABLE[type];
			const where = from === 'new' ? '(new)' : from.join(', ');
			const to = [...new Set(moves.map(([, status]) => status))].join(', ');
			return [`\`${short(type)}\``, where, emits.map(short).join(', '), to];
		})
	);

const policyTable = (): string =>
	grid(
		['command', ...ACTING],
		CASE_COMMAND_TYPES.map((type) => [
			`\`${short(type)}\``,
			...ACTING.map((role) => cell(role, type))
		])
	);

function diagram(): string {
	const arrows = new Map<string, string[]>();
	for (const type of CASE_COMMAND_TYPES) {
		for (const [from, to] of CASE_TABLE[type].moves) {
			const arrow = `${from === 'new' ? '[*]' : from} --> ${to}`;
			arrows.set(arrow, [...(arrows.get(arrow) ?? []), short(type)]);
		}
	}
	return [
		'stateDiagram-v2',
		...[...arrows].map(([arrow, types]) => `${arrow}: ${types.join(', ')}`)
	].join('\n    ');
}

export const renderReadme = (): string => `# A case: state × command × role → events

Printed from \`table.ts\` and \`decide.ts\` by \`tests/unit/domain/case/table.test.ts\`, which fails when
this file is stale. After a change of the rules: \`UPDATE_TABLE=1 npx vitest run tests/unit/domain/case/table.test.ts\`.

\`commands.ts\` says what may be asked and \`events.ts\` what can have happened; \`table.ts\` says when and by
whom; \`rules/\` holds the conditions of each command; \`decide.ts\` asks them in order; \`evolve.ts\` folds
events into the document of \`state.ts\`; \`react.ts\` says what follows elsewhere. Statuses:
${CASE_STATUSES.map((status) => `\`${status}\``).join(', ')}.

\`\`\`mermaid
${diagram()}
\`\`\`

## What is asked, when, and what happens

An empty last column leaves the status as it is.

${stateTable()}

## Who may ask

${STANDINGS.map(({ letter, says }) => `\`${letter}\` ${says}`).join(' · ')}. A letter stands for
everybody who stands closer, too: \`t\` includes \`a\`, \`u\` includes \`l\`, \`*\` everybody. By area only what
the role's clearance covers (\`grade.ts\`). A village station (\`cadre\`, \`stationHead\`) is further bound to its
own forces (\`rules/station.ts\`). Every cell was decided, none is copied from the table.

${policyTable()}
`;
