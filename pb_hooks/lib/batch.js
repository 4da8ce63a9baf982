/**
 * A batch of commands decided in memory, in order, by the shared rules, and then written set-wise.
 * The only writer of cases, patrols, notes, facts and events. It wraps the rules with what only the
 * server knows: its clock, the numbers, the worker of a beat, what exists elsewhere.
 */
const { first, rows, putAll, run } = require('./sql.js');
const { openCounters } = require('./counters.js');
const { townOf } = require('./rules.js');
const domain = require('./domain.js');

/**
 * @typedef {import('../../web/domain/aggregates').Kind} Kind
 * @typedef {import('../../web/domain/aggregates').Command} Command
 * @typedef {import('../../web/domain/aggregates').DomainEvent} DomainEvent
 * @typedef {import('../../web/domain/aggregates').State} State
 * @typedef {import('../../web/domain/actor').Actor} Actor
 * @typedef {import('../../web/domain/error').Rejection} Rejection
 * @typedef {import('../../web/domain/case/react').Reaction} Reaction
 * @typedef {import('../../web/domain/case/state').CaseState} CaseState
 * @typedef {import('../../web/domain/patrol/state').PatrolState} PatrolState
 * @typedef {import('../../web/domain/note/note').NoteState} NoteState
 *
 * @typedef {object} Ask
 * @property {Command} command
 * @property {number} at when it happened, by the corrected clock of the device
 * @property {number} [skew]
 * @property {Actor} actor
 * @property {readonly string[]} keys what the actor could see when it happened
 *
 * @typedef {object} Entry a document as it stands in this batch
 * @property {Kind} kind
 * @property {string} id
 * @property {State | undefined} state
 * @property {string[]} scopeBefore
 * @property {boolean} closedBefore
 * @property {number} seq its journal sequence once written
 * @property {boolean} changed
 *
 * @typedef {object} Followed a reaction and what became of it
 * @property {Reaction} reaction
 * @property {string} cause
 * @property {number} at
 * @property {Rejection | undefined} rejection
 *
 * @typedef {{ ok: true, entry: Entry } | { ok: false, later: boolean, rejection: Rejection }} Verdict
 *
 * @typedef {object} Step one decision, held back until all that follows from it is decided too
 * @property {Entry} entry
 * @property {State} state
 * @property {readonly DomainEvent[]} events
 */

/** A chain of causes longer than this is a mistake in the rules. */
const MAX_DEPTH = 3;

/** Reactions without which their cause must not stand: a merge needs the case it goes into. */
const NEEDED = ['case.absorb'];

/** @param {Database} app inside the transaction @param {number} now */
function openBatch(app, now) {
	/** @type {Map<string, Entry>} */
	const entries = new Map();
	/** @type {{ entry: Entry, event: DomainEvent, rev: number }[]} */
	const events = [];
	/** @type {Followed[]} */
	const followed = [];
	const counters = openCounters(app);

	/** @type {Map<string, import('./rules.js').Town | null>} */
	const towns = new Map();

	/** @param {string} code @returns {import('./rules.js').Town | null} */
	function rulesOf(code) {
		const known = towns.get(code);
		if (known !== undefined) return known;
		const town = townOf(app, code);
		towns.set(code, town);
		return town;
	}

	/**
	 * Reads documents by one question instead of one each.
	 * @param {Kind} kind
	 * @param {readonly string[]} ids also of what does not exist yet
	 */
	function preload(kind, ids) {
		const { collection } = domain.AGGREGATES[kind];
		const unread = ids.filter((id) => !entries.has(`${collection}/${id}`));
		if (unread.length === 0) return;
		for (const id of unread) entries.set(`${collection}/${id}`, blankEntry(kind, id));
		const found = rows(
			app,
			`SELECT id, doc, coalesce(scope, '[]') AS scope FROM ${collection}
				WHERE id IN (SELECT value FROM json_each({:ids}))`,
			{ ids: JSON.stringify(unread) },
			{ id: '', doc: '', scope: '' }
		);
		for (const { id, doc, scope } of found) {
			const entry = entryOf(kind, id);
			/** @type {State} */
			const state = JSON.parse(doc);
			entry.state = state;
			entry.scopeBefore = JSON.parse(scope);
			entry.closedBefore = closedAtOf(state) > 0;
		}
	}

	/** @param {Kind} kind @param {string} id @returns {Entry} */
	function entryOf(kind, id) {
		const key = `${domain.AGGREGATES[kind].collection}/${id}`;
		if (!entries.has(key)) preload(kind, [id]);
		return /** @type {Entry} */ (entries.get(key));
	}

	/** @param {Ask} ask @returns {Verdict} */
	function decide(ask) {
		/** @type {Step[]} */
		const steps = [];
		/** @type {Followed[]} */
		const reactions = [];
		const refused = decideInto(steps, reactions, ask, 0);
		if (refused) return refused;
		for (const step of steps) {
			const { entry } = step;
			const from = entry.state?.rev ?? 0;
			step.events.forEach((event, i) => events.push({ entry, event, rev: from + i + 1 }));
			if (step.events.length > 0) entry.changed = true;
			entry.state = step.state;
		}
		followed.push(...reactions);
		const own = steps[0];
		if (!own) throw new Error('a decision without a step');
		return { ok: true, entry: own.entry };
	}

	/**
	 * @param {Step[]} steps
	 * @param {Followed[]} reactions
	 * @param {Ask} ask
	 * @param {number} depth
	 * @returns {Extract<Verdict, { ok: false }> | undefined}
	 */
	function decideInto(steps, reactions, ask, depth) {
		if (depth > MAX_DEPTH) throw new Error('reactions go in circles');
		const { command } = ask;
		const kind = /** @type {Kind} */ (domain.kindOf(command.type));
		const entry = entryOf(kind, command.target);
		const staged = steps.filter((step) => step.entry === entry).pop();
		const state = staged ? staged.state : entry.state;

		const code = townCodeOf(command, state);
		// Only what makes a thing says in which town it is to be.
		if (code === undefined) return refused({ code: `${kind}/unknown` });
		const town = rulesOf(code);
		if (!town) return refused({ code: `${kind}/other-town` });
		if (!town.rules) return { ok: false, later: true, rejection: { code: 'server/no-rules' } };
		const missing = missingElsewhere(ask);
		if (missing) return refused(missing);

		const caseNumber =
			command.type === 'case.report' ? counters.peekCase(town.prefix, now) : undefined;
		const supervision =
			command.type === 'case.supervise' || command.type === 'case.remark'
				? counters.peekSupervision(town.prefix, now)
				: undefined;
		const grid = gridOf(command, state);
		/** @type {import('../../web/domain/context').Context} */
		const context = Object.assign(
			{ now, at: ask.at, commandId: command.id, actor: ask.actor, rules: town.rules },
			ask.skew === undefined ? {} : { skew: ask.skew },
			caseNumber && { caseNumber: caseNumber.number },
			supervision && { supervisionNumber: supervision.number },
			grid && { checker: domain.workerOf(town.beats, grid) }
		);
		const aggregate = domain.AGGREGATES[kind];
		const decision = aggregate.decide(state, command, context);
		if (!decision.ok) return refused(masked(kind, state, ask, decision.rejection));

		let next = state;
		/** @type {{ reaction: Reaction, event: DomainEvent }[]} */
		const asked = [];
		for (const event of decision.events) {
			next = aggregate.evolve(next, event);
			for (const reaction of aggregate.react(event, next)) asked.push({ reaction, event });
			if (event.type === 'case.numbered' && caseNumber) counters.take(caseNumber.head);
			if (event.type === 'case.supervised' && supervision) counters.take(supervision.head);
		}
		if (!next) throw new Error(`${command.type} left no document`);
		steps.push({ entry, state: next, events: decision.events });

		for (const { reaction, event } of asked) {
			if (!concerns(reaction, event)) continue;
			const refusal = decideInto(steps, reactions, askOf(reaction, event), depth + 1);
			if (refusal && NEEDED.includes(reaction.type)) return refusal;
			reactions.push({
				reaction,
				cause: event.id,
				at: event.at,
				rejection: refusal ? refusal.rejection : undefined
			});
		}
		return undefined;
	}

	/**
	 * What the phone cannot know and the rules therefore do not ask: does the other thing exist.
	 * @param {Ask} ask
	 * @returns {Rejection | undefined}
	 */
	function missingElsewhere({ command, keys }) {
		if (command.type === 'case.merge') {
			const into = entryOf('case', command.data.into).state;
			if (!into || !visible('case', into, keys)) return { code: 'case/unknown', field: 'into' };
		}
		if (command.type === 'note.write' || command.type === 'contact.keep') {
			const about = /** @type {CaseState | undefined} */ (entryOf('case', command.data.case).state);
			if (about?.place.village !== command.data.village)
				return { code: 'note/unknown-case', field: 'case' };
		}
		return undefined;
	}

	/**
	 * A case goes into the finder's own patrol and into nobody else's.
	 * @param {Reaction} reaction
	 * @param {DomainEvent} event
	 */
	function concerns(reaction, event) {
		if (reaction.type !== 'patrol.linkCase') return true;
		const patrol = /** @type {PatrolState | undefined} */ (
			entryOf('patrol', reaction.target).state
		);
		return patrol?.by.person === event.by.person;
	}

	/** Writes everything that was decided. Afterwards each entry knows its sequence. */
	function flush() {
		const changed = [...entries.values()].filter((entry) => entry.changed);
		for (const kind of /** @type {Kind[]} */ (['case', 'patrol', 'note'])) {
			writeDocuments(
				app,
				kind,
				changed.filter((entry) => entry.kind === kind)
			);
		}
		const cases = changed.filter((entry) => entry.kind === 'case');
		writeFacts(app, cases);
		for (const entry of cases) {
			// Its notes left the replicas' window with it and come back with it.
			if (entry.closedBefore && entry.state && closedAtOf(entry.state) === 0)
				run(app, 'UPDATE notes SET rev = rev + 1 WHERE caseId = {:id}', { id: entry.id });
		}
		readSequences(app, changed);
		writeEvents(app, events);
		counters.flush();
	}

	/** Keys of everybody who could see what changed, before or after. @returns {string[]} */
	function touchedKeys() {
		const keys = new Set();
		for (const entry of entries.values()) {
			if (!entry.changed || !entry.state) continue;
			for (const key of entry.scopeBefore) keys.add(key);
			for (const key of scopeOf(entry.kind, entry.state)) keys.add(key);
		}
		return [...keys];
	}

	return { preload, decide, flush, touchedKeys, followed };
}

/** @param {Kind} kind @param {string} id @returns {Entry} */
const blankEntry = (kind, id) => ({
	kind,
	id,
	state: undefined,
	scopeBefore: [],
	closedBefore: false,
	seq: 0,
	changed: false
});

/** @param {Rejection} rejection @returns {Extract<Verdict, { ok: false }>} */
const refused = (rejection) => ({ ok: false, later: false, rejection });

/** @param {Kind} kind @param {State} state */
const scopeOf = (kind, state) => domain.AGGREGATES[kind].scope(state);

/** @param {Kind} kind @param {State} state @param {readonly string[]} keys */
const visible = (kind, state, keys) => domain.meets(scopeOf(kind, state), keys);

/**
 * Somebody who may not see a thing is not told that it exists.
 * @param {Kind} kind
 * @param {State | undefined} state
 * @param {Ask} ask
 * @param {Rejection} rejection
 * @returns {Rejection}
 */
function masked(kind, state, ask, rejection) {
	if (rejection.code !== `${kind}/not-allowed` || !state) return rejection;
	return visible(kind, state, ask.keys) ? rejection : { code: `${kind}/unknown` };
}

/** @param {Reaction} reaction @param {DomainEvent} event @returns {Ask} */
function askOf({ id, type, target, data }, event) {
	const command = /** @type {Command} */ (/** @type {unknown} */ ({ id, type, target, data }));
	return { command, at: event.at, actor: domain.SYSTEM, keys: [] };
}

/** @param {Command} command @param {State | undefined} state @returns {string | undefined} */
function townCodeOf(command, state) {
	if (state && 'place' in state) return state.place.town;
	if (state) return state.village.slice(0, 9);
	if (command.type === 'case.report') return command.data.place.town;
	return 'village' in command.data ? command.data.village.slice(0, 9) : undefined;
}

/** @param {Command} command @param {State | undefined} state @returns {string | undefined} */
function gridOf(command, state) {
	if (command.type === 'case.report') return command.data.place.grid;
	return state && 'place' in state ? state.place.grid : undefined;
}

/** @param {State} state @returns {number} 0 while open */
function closedAtOf(state) {
	if ('endedAt' in state) return state.endedAt ?? 0;
	if (!('timeline' in state) || domain.isOpen(state)) return 0;
	return state.closedAt ?? state.stageSince;
}

/** For people who look into the dashboard; of a case also what is searched. @param {State} state @returns {string} */
function labelOf(state) {
	if ('visits' in state) return `${state.status} ${state.by.name} ${state.village}`;
	if (!('timeline' in state)) return `${state.kind} ${state.by.name}`;
	const { number, districtNumber, hotlineNumber, status, place, words } = state;
	return [number, districtNumber, hotlineNumber, status, place.address, words]
		.filter(Boolean)
		.join(' ')
		.slice(0, 400);
}

const UPSERT = {
	case: 'number',
	patrol: '',
	note: 'caseId'
};

/**
 * @param {Database} app
 * @param {Kind} kind
 * @param {readonly { id: string, state: State | undefined }[]} list
 */
function writeDocuments(app, kind, list) {
	const columns = ['id', 'rev', 'scope', 'doc', 'label'];
	if (kind !== 'note') columns.push('closedAt');
	if (UPSERT[kind]) columns.push(UPSERT[kind]);
	const set = columns
		.slice(2)
		.map((name) => `"${name}" = excluded."${name}"`)
		.join(', ');
	const { collection } = domain.AGGREGATES[kind];
	putAll(
		app,
		collection,
		columns,
		list.map(({ id, state }) => rowOf(kind, id, /** @type {State} */ (state))),
		`ON CONFLICT (id) DO UPDATE SET rev = ${collection}.rev + 1, ${set}`
	);
}

/** @param {Kind} kind @param {string} id @param {State} state */
function rowOf(kind, id, state) {
	const row = [id, 1, JSON.stringify(scopeOf(kind, state)), JSON.stringify(state), labelOf(state)];
	if (kind !== 'note') row.push(closedAtOf(state));
	if (kind === 'case') row.push(/** @type {CaseState} */ (state).number ?? '');
	if (kind === 'note') row.push(/** @type {NoteState} */ (state).case);
	return row;
}

/** @param {Database} app @param {readonly { state: State | undefined }[]} cases */
function writeFacts(app, cases) {
	const facts = cases.map(({ state }) => domain.factsOfCase(/** @type {CaseState} */ (state)));
	const head = facts[0];
	if (!head) return;
	const columns = Object.keys(head);
	const set = columns
		.slice(1)
		.map((name) => `"${name}" = excluded."${name}"`)
		.join(', ');
	putAll(
		app,
		'case_facts',
		columns,
		facts.map((fact) => Object.values(fact)),
		`ON CONFLICT (id) DO UPDATE SET ${set}`
	);
}

/** @param {Database} app @param {readonly Entry[]} changed */
function readSequences(app, changed) {
	for (const entry of changed) {
		const row = first(
			app,
			'SELECT seq FROM journal WHERE collection = {:collection} AND id = {:id}',
			{ collection: domain.AGGREGATES[entry.kind].collection, id: entry.id },
			{ seq: 0 }
		);
		entry.seq = row?.seq ?? 0;
	}
}

/** @param {Database} app @param {readonly { entry: Entry, event: DomainEvent, rev: number }[]} list */
function writeEvents(app, list) {
	putAll(
		app,
		'events',
		['id', 'kind', 'target', 'rev', 'type', 'at', 'receivedAt', 'person', 'seq', 'body'],
		list.map(({ entry, event, rev }) => [
			event.id,
			entry.kind,
			event.target,
			rev,
			event.type,
			event.at,
			event.receivedAt,
			event.by.person,
			entry.seq,
			JSON.stringify(event)
		])
	);
}

module.exports = { openBatch, scopeOf, closedAtOf, labelOf, rowOf, writeDocuments, writeFacts };
