/** What the public pages may learn of a case: plain status words, who and when, nothing of the staff's. */
const { rows, first } = require('../sql.js');
const { townOf } = require('../rules.js');
const domain = require('../domain.js');

/**
 * @typedef {import('../../../web/domain/case/state').CaseState} CaseState
 * @typedef {'received' | 'arranged' | 'working' | 'fixed' | 'done' | 'not_taken'} PlainStatus
 */

/** Metres within which another report of the same hour is probably the same thing. */
const NEAR_M = 30;

/** @param {Database} app @param {string} id @returns {CaseState | undefined} */
function caseOf(app, id) {
	const row = first(app, 'SELECT doc FROM cases WHERE id = {:id}', { id }, { doc: '' });
	return row && JSON.parse(row.doc);
}

/** Follows a merge to the case that is worked on. @param {Database} app @param {string} id */
function liveCaseOf(app, id) {
	let state = caseOf(app, id);
	for (let hops = 0; state?.mergedInto && hops < 5; hops++) state = caseOf(app, state.mergedInto);
	return state;
}

/**
 * An open case at the same plate or a few steps from it, that may be told about.
 * @param {Database} app
 * @param {{ target: string, town: string, grid: string, lat: number, lng: number }} plate
 * @returns {CaseState | undefined}
 */
function knownAt(app, plate) {
	const candidates = rows(
		app,
		`SELECT c.doc FROM case_facts f JOIN cases c ON c.id = f.id
			WHERE f.isOpen = 1 AND f.grid = {:grid} ORDER BY f.receivedAt DESC LIMIT 200`,
		{ grid: plate.grid },
		{ doc: '' }
	);
	const geo = townOf(app, plate.town)?.rules?.geo;
	const here = { lat: plate.lat, lng: plate.lng };
	return candidates
		.map((row) => /** @type {CaseState} */ (JSON.parse(row.doc)))
		.find((state) => {
			if (state.privacy !== 'internal') return false;
			if (state.place.element === plate.target) return true;
			const { pos } = state.place;
			return geo !== undefined && pos !== undefined && domain.distanceM(pos, here, geo) <= NEAR_M;
		});
}

/** @param {CaseState} state @returns {PlainStatus} */
function plainStatus(state) {
	switch (state.status) {
		case 'refused':
		case 'void':
			return 'not_taken';
		case 'closed':
			return 'done';
		case 'checking':
		case 'enforcement':
			return 'fixed';
		case 'handling':
			return state.units.some((part) => part.acceptedAt !== undefined) ? 'working' : 'arranged';
		case 'parked':
			return 'working';
		default:
			return 'received';
	}
}

/**
 * The way of a report in steps, each with who and when where that is known.
 * @param {CaseState} state
 * @param {string} village who received it
 */
function stepsOf(state, village) {
	const at = plainStatus(state);
	if (at === 'not_taken')
		return [
			{ status: 'received', who: village, at: state.receivedAt, now: false },
			{ status: 'not_taken', who: '', at: state.stageSince, now: true }
		];
	const lead = domain.leadOf(state);
	const worker = state.units.find((part) => part.acceptedAt !== undefined);
	const order = ['received', 'arranged', 'working', 'fixed', 'done'];
	const known = [
		{ status: 'received', who: village, at: state.receivedAt },
		{ status: 'arranged', who: lead?.name ?? '', at: state.firstDispatchedAt },
		{ status: 'working', who: worker?.name ?? '', at: worker?.acceptedAt },
		{ status: 'fixed', who: lead?.name ?? '', at: state.clock?.doneAt },
		{ status: 'done', who: village, at: state.closedAt }
	];
	const reached = order.indexOf(at);
	return known.map((step, index) => ({
		...step,
		at: index <= reached ? step.at : undefined,
		who: index <= reached ? step.who : '',
		now: index === reached
	}));
}

/** @param {Database} app @param {string} village @param {string} town @returns {{ name: string, phone: string }} */
function villageOf(app, village, town) {
	const row = first(
		app,
		`SELECT doc FROM refs WHERE town = {:town} AND kind = 'grids'`,
		{ town },
		{ doc: '' }
	);
	/** @type {import('../../../web/domain/refs').RefDocs['grids'] | undefined} */
	const grids = row && JSON.parse(row.doc);
	const found = grids?.villages.find((entry) => entry.code === village);
	return { name: found?.name ?? '', phone: found?.phone ?? '' };
}

module.exports = { caseOf, liveCaseOf, knownAt, plainStatus, stepsOf, villageOf };
