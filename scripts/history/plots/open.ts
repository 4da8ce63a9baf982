/** Work that is still open: a job brought as far as asked, and left there. */
import { activeParts, leadOf } from '../../../web/domain/case/state';
import { DAY, HOUR, MINUTE, type Ms } from '../../../web/domain/time';
import type { Scene } from '../scene';
import type { Plot } from '../teller';
import { contacted, handedIn, lastAct } from './hand-in';
import { dispatched, unitActs, type Team } from './job';
import { report } from './report';

export type Progress =
	| 'sent'
	| 'accepted'
	| 'arrived'
	| 'partly'
	| 'applied'
	| 'suspended'
	| 'asked'
	| 'returned'
	| 'enforcement';

export interface OpenJob {
	readonly dispatchAt: Ms;
	readonly now: Ms;
	readonly team: Team;
	readonly progress: Progress;
	/** How long ago the lead applied to close, or declined. */
	readonly restedMs?: Ms;
}

export function* openJob(scene: Scene, job: OpenJob): Plot {
	const { dispatchAt, now, team, progress, restedMs = 20 * MINUTE } = job;
	const { cast } = scene;
	yield report(scene);
	let state = yield* dispatched(scene, dispatchAt, team);
	state = yield* contacted(scene, state);
	if (progress === 'sent') return;
	if (progress === 'returned') {
		const at = now - restedMs;
		const data = { unit: team.lead, reason: '非本单位职责范围' };
		yield { actor: cast.ofUnit(team.lead, at), type: 'case.decline', at, data };
		return;
	}
	const time = now - restedMs - dispatchAt;
	const acts = unitActs(scene, state, dispatchAt, time).filter(
		({ type }) => progress !== 'accepted' || type === 'case.accept'
	);
	for (const act of acts) state = yield act;
	const at = Math.max(lastAct(state) + MINUTE, now - restedMs);
	switch (progress) {
		case 'applied':
			yield* handedIn(scene, state, at);
			return;
		case 'partly': {
			const helper = activeParts(state).find(({ duty }) => duty === 'assist');
			if (!helper) return;
			const { unit } = helper;
			const data = { unit, outcomes: ['educated'], words: '已配合到场劝导', photos: [] };
			yield { actor: cast.ofUnit(unit, at), type: 'case.handIn', at, data };
			return;
		}
		case 'suspended': {
			const until = at + 6 * DAY;
			const data = { until, reviewAt: until - DAY, reason: '等待产权单位施工' };
			yield { actor: cast.onDuty('chief', at), type: 'case.suspend', at, data };
			return;
		}
		case 'asked': {
			const actor = cast.ofUnit(leadOf(state)?.unit ?? team.lead, at);
			const data = { extra: { n: 2, unit: 'workDay' }, reason: '需采购配件' };
			yield { actor, type: 'case.requestExtension', at, data };
			return;
		}
		case 'enforcement': {
			const data = { unit: team.lead, fileNumber: '示例执〔126〕号' };
			yield { actor: cast.ofUnit(team.lead, at), type: 'case.transferEnforcement', at, data };
			return;
		}
	}
}

/** Asked whether it exists, and not answered yet. */
export function* unverified(scene: Scene): Plot {
	yield report(scene);
	const at = scene.receivedAt + 4 * MINUTE;
	const actor = scene.cast.onDuty('clerk', at);
	const state = yield { actor, type: 'case.askVerify', at, data: { words: '请现场核实' } };
	yield* contacted(scene, state);
}

/** Filed, and waiting for its dispatch. */
export function* undispatched(scene: Scene, at: Ms): Plot {
	yield report(scene);
	const { category, id } = scene.condition;
	const actor = scene.cast.onDuty('clerk', at);
	yield { actor, type: 'case.file', at, data: { category, condition: id } };
}

/** Whistled for, and not answered yet. */
export function* unanswered(scene: Scene, units: readonly string[]): Plot {
	yield report(scene);
	const at = scene.receivedAt + MINUTE;
	const data = { units, reason: '多车占用，联系不上车主，需到场处置' };
	yield { actor: scene.worker, type: 'case.whistle', at, data };
}

export const hours = (n: number): Ms => Math.round(n * HOUR);
