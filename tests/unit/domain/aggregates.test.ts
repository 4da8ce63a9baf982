import { describe, expect, it } from 'vitest';
import { policyTime, postsAt, type Assignment } from '../../../web/domain/actor';
import { AGGREGATES, isServerOnly, kindOf, parseCommand } from '../../../web/domain/aggregates';
import { CASE_COMMAND_TYPES } from '../../../web/domain/case/commands';
import { reactToCase } from '../../../web/domain/case/react';
import {
	decideNote,
	evolveNote,
	scopeOfNote,
	type NoteCommand
} from '../../../web/domain/note/note';
import { DAY } from '../../../web/domain/time';
import {
	cadre,
	CASE,
	clerk,
	fire,
	given,
	report,
	resident,
	rules,
	T0,
	VILLAGE,
	worker
} from '../../support/case';

const parse = (type: string, data: unknown) => parseCommand('id', type, CASE, data);

describe('a command', () => {
	it('is of one kind, and an unknown one may be a newer phone’s', () => {
		expect(kindOf('case.file')).toBe('case');
		expect(kindOf('patrol.start')).toBe('patrol');
		expect(kindOf('contact.keep')).toBe('note');
		for (const type of ['case.fly', 'toString', '__proto__', 'constructor']) {
			expect(kindOf(type)).toBeUndefined();
			expect(parse(type, {})).toMatchObject({ rejection: { code: 'command/unknown-type' } });
		}
	});

	it('names the first field at fault, also one that is too many', () => {
		expect(
			parse('case.report', report({ place: { ...report().place, town: '31' } }))
		).toMatchObject({
			rejection: { code: 'command/invalid', field: 'place.town' }
		});
		expect(parse('case.refuse', { reason: ' ' })).toMatchObject({ rejection: { field: 'reason' } });
		expect(parse('case.takeOver', { reason: '是', by: 'x' })).toMatchObject({
			rejection: { field: 'by' }
		});
		expect(parse('case.takeOver', JSON.parse('{"reason":"是","__proto__":{"x":1}}'))).toMatchObject(
			{ ok: false }
		);
		expect(parse('case.takeOver', null)).toMatchObject({ rejection: { field: 'data' } });
		expect(parse('case.report', report({ words: '\u202e倒' }))).toMatchObject({
			rejection: { field: 'words' }
		});
		expect(parse('case.report', report({ words: '\ud800' }))).toMatchObject({
			rejection: { field: 'words' }
		});
	});

	it('of the server’s is nobody’s to send', () => {
		const own = [...CASE_COMMAND_TYPES, 'patrol.linkCase', 'note.write'].filter(isServerOnly);
		expect(own).toEqual(['case.absorb', 'case.release', 'case.retime', 'patrol.linkCase']);
		expect(isServerOnly('toString')).toBe(false);
	});
});

describe('what follows elsewhere', () => {
	it('a case found on a patrol is linked to it, with an id from its cause', () => {
		const { state, events } = given(worker('case.report', report({ patrol: 'patrol000000001' })));
		expect(reactToCase(events[0]!, state!)).toEqual([
			{
				id: `${events[0]!.id}!0`,
				type: 'patrol.linkCase',
				target: 'patrol000000001',
				data: { case: CASE }
			}
		]);
	});
});

describe('notes and contacts', () => {
	const about = { case: CASE, village: VILLAGE };
	const ask = (actor: typeof clerk, type: NoteCommand['type'], data: object) =>
		decideNote(undefined, { id: 'c', type, target: 'note00000000001', data } as NoteCommand, {
			now: T0,
			at: T0 + DAY,
			commandId: 'c',
			actor,
			rules
		});
	const contact = { ...about, name: '张示例', phone: '13800000000' };

	it('are written by the desk and kept from units', () => {
		const written = ask(cadre, 'note.write', { ...about, words: '内部' });
		expect(written).toMatchObject({ ok: true, events: [{ type: 'note.written', at: T0 }] });
		expect(ask(fire, 'note.write', { ...about, words: '内部' })).toMatchObject({
			rejection: { code: 'note/not-allowed' }
		});
		expect(ask(resident, 'contact.keep', contact)).toMatchObject({ ok: true });
		expect(ask(worker, 'contact.keep', contact)).toMatchObject({ ok: true });
		expect(
			ask(clerk, 'note.write', { ...about, village: '310115133001', words: 'x' })
		).toMatchObject({ rejection: { code: 'note/other-town' } });
	});

	it('are documents of their own scope, written once', () => {
		const decision = ask(clerk, 'contact.keep', contact);
		if (!decision.ok) throw new Error('refused');
		const state = evolveNote(undefined, decision.events[0]!);
		expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
		expect(state).toMatchObject({ kind: 'contact', phone: '13800000000', rev: 1 });
		expect(scopeOfNote(state).every((key) => key.startsWith('d:'))).toBe(true);
		const command = {
			id: 'c',
			type: 'note.write',
			target: 'n',
			data: { ...about, words: 'x' }
		} as const;
		const context = { now: T0, at: T0, commandId: 'c', actor: clerk, rules };
		expect(AGGREGATES.note.decide(state, command, context)).toMatchObject({
			rejection: { code: 'note/exists' }
		});
	});
});

describe('rights at the time of the act', () => {
	const post: Assignment = {
		id: 'a',
		person: 'p',
		role: 'clerk',
		area: '310115132',
		validFrom: 10,
		validTo: 20
	};

	it('are those of the assignments valid then', () => {
		expect([9, 10, 19, 20].map((at) => postsAt([post], at).length)).toEqual([0, 1, 1, 0]);
	});

	it('reach back seven days, never before the replica’s last command, never into the future', () => {
		expect(policyTime(T0 - 9 * DAY, T0, undefined)).toBe(T0 - 7 * DAY);
		expect(policyTime(T0 - DAY, T0, T0 - 60)).toBe(T0 - 60);
		expect(policyTime(T0 + DAY, T0, undefined)).toBe(T0);
		expect(policyTime(T0 - 5, T0, T0 + DAY)).toBe(T0);
	});
});
