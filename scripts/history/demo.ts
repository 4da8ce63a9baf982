/** Makes the demo town in a data folder that holds a migrated, empty database. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { activeParts, isOpen, type CaseState } from '../../web/domain/case/state';
import { DAY, dayNumber, MINUTE, startOfDayNumber, type Ms } from '../../web/domain/time';
import { runCommand } from '../lib/pocketbase.mjs';
import { buildTown, type TownSeed } from '../town/index';
import { PhotoStore } from './demo-photos';
import { tellHistory, type HistoryRow } from './index';
import { Loading } from './loading';
import { refDocsOf } from './ref-docs';
import { townRows, type Row } from './town-rows';

export interface DemoOptions {
	readonly binary: string;
	readonly dataDir: string;
	/** 1: 6,000 cases a year; 30: a full town. */
	readonly scale: number;
	/** The present, as far as the town is concerned. */
	readonly asOf: Ms;
	/** Cases of the year; 6,000 times the scale unless told. */
	readonly cases?: number;
	readonly say?: (line: string) => void;
}

const CASES_PER_YEAR = 6000;

/** A job of a unit without account, to show what its link opens. */
interface LinkedJob {
	readonly case: string;
	readonly unit: string;
}

export async function makeDemo(options: DemoOptions): Promise<void> {
	const { binary, dataDir, scale, say = () => undefined } = options;
	const asOf = options.asOf - (options.asOf % MINUTE);
	const started = Date.now();
	const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
	const seed = buildTown({ scale, asOf: startOfDayNumber(dayNumber(asOf)) });
	const refs = refDocsOf(seed);
	say(`  ${seed.elements.length} elements, ${seed.people.length} people  ${seconds()}`);
	const loading = new Loading(binary, dataDir);
	try {
		await loading.add(townRows(seed, refs));
		const cases = options.cases ?? CASES_PER_YEAR * scale;
		const history = new Watched(
			tellHistory({ seed, refs, asOf, cases }),
			seed,
			new PhotoStore(dataDir, asOf),
			asOf
		);
		await loading.add(history.rows());
		say(`  ${history.cases} cases, ${history.events} events told  ${seconds()}`);
		await loading.end();
		say(`  loaded  ${seconds()}`);
		writeAccounts(dataDir, seed, linksOf(binary, dataDir, seed, history.job));
	} finally {
		await loading.end().catch(() => undefined);
	}
}

/** The history on its way to the file: counted, with its photos laid down beside it. */
class Watched {
	cases = 0;
	events = 0;
	job: LinkedJob | undefined;

	constructor(
		private readonly history: Iterable<HistoryRow>,
		private readonly seed: TownSeed,
		private readonly photos: PhotoStore,
		private readonly asOf: Ms
	) {}

	*rows(): Generator<Row> {
		for (const row of this.history) {
			if (row.c === 'events') this.events++;
			if (row.c === 'cases') {
				this.cases++;
				yield* this.photos.rowsOf(row.row);
				this.#look(row.row);
			}
			yield row;
		}
	}

	/** The story's village has the first word. */
	#look(state: CaseState): void {
		const { village } = this.seed.landmarks;
		const isBest = this.job !== undefined && state.place.village !== village;
		if (isBest || state.status !== 'handling' || !isOpen(state)) return;
		const part = activeParts(state).find(
			({ unit, status }) =>
				status !== 'done' && this.seed.units.find(({ id }) => id === unit)?.access === 'link'
		);
		if (part && state.reportedAt > this.asOf - 20 * DAY)
			this.job = { case: state.id, unit: part.unit };
	}
}

interface Links {
	readonly residentLink?: string;
	readonly jobLink?: string;
}

/** The server makes the secrets of plate and job link, where it has a command for it. */
function linksOf(
	binary: string,
	dataDir: string,
	seed: TownSeed,
	job: LinkedJob | undefined
): Links {
	if (!runCommand(binary, dataDir, ['--help']).includes('lq-links')) return {};
	const about = job ? [job.case, job.unit] : [];
	const plate = seed.landmarks.fireLanePlate;
	const printed = runCommand(binary, dataDir, ['lq-links', plate, ...about]);
	const json = printed.split('\n').find((line) => line.startsWith('{'));
	return json === undefined ? {} : (JSON.parse(json) as Links);
}

function writeAccounts(dataDir: string, seed: TownSeed, links: Links): void {
	const accounts = seed.people.flatMap(({ shown, username, name }) =>
		shown === undefined ? [] : [{ role: shown, username, password: seed.password, name }]
	);
	const { residentLink, jobLink } = links;
	const text = JSON.stringify({ accounts, residentLink, jobLink }, null, '\t');
	writeFileSync(join(dataDir, 'demo-accounts.json'), `${text}\n`, { mode: 0o600 });
}
