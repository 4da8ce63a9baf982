/**
 * O4: what goes out to whom. The policy here is written anew, in a few lines and without the scope
 * keys, so that a mistake in those is not repeated by the judge.
 */
import type { CaseState } from '../../../../web/domain/case/state';
import { clears, type Grade } from '../../../../web/domain/grade';
import type { Role } from '../../../../web/domain/actor';
import type { Answer } from '../server/request';
import type { Request, Server } from '../server/server';
import type { AssignmentRow } from '../server/data';

const DESK = ['clerk', 'chief', 'stationHead', 'cadre', 'supervisor', 'hotline'];

interface Loose {
	readonly [name: string]: unknown;
}

export function leaksIn(server: Server, request: Request, { text }: Answer): string[] {
	if (text.includes('"rows":[]')) return [];
	const person = server.personOf(request.token);
	const { rows } = JSON.parse(text) as { rows: [string, string, number, Loose | null][] };
	if (person === undefined) return rows.length > 0 ? ['rows for nobody'] : [];
	const disabled = server.data.tables.people.get(person)?.disabled === true;
	const posts = postsOf(server, person);
	return rows
		.filter(
			([collection, , , doc]) => doc && (disabled || !mayKnow(collection, doc, person, posts))
		)
		.map(([collection, id]) => `${collection}/${id} to ${person}`);
}

function postsOf(server: Server, person: string): AssignmentRow[] {
	const now = server.now();
	return [...server.data.tables.assignments.values()].filter(
		(row) =>
			row.person === person && row.validFrom <= now && (row.validTo === 0 || now < row.validTo)
	);
}

const within = (code: string, { area }: AssignmentRow): boolean => code.startsWith(area);
const seesArea = (code: string, post: AssignmentRow, grade: Grade): boolean =>
	post.role !== 'officer' && within(code, post) && clears(post.role as Role, grade);

function mayKnow(
	collection: string,
	doc: Loose,
	person: string,
	posts: readonly AssignmentRow[]
): boolean {
	const village = String(doc['village'] ?? '');
	switch (collection) {
		case 'cases':
			return mayKnowCase(doc as unknown as CaseState, person, posts);
		case 'patrols':
			return (
				(doc['by'] as { person: string }).person === person ||
				posts.some((post) => DESK.includes(post.role) && within(village, post))
			);
		case 'notes':
			return posts.some((post) => DESK.includes(post.role) && within(village, post));
		case 'elements':
		case 'overlays': {
			const grade = (doc['tier'] ?? doc['grade']) as Grade;
			return posts.some((post) => seesArea(String(doc['grid']), post, grade));
		}
		case 'refs': {
			const town = String(doc['town']);
			return posts.some((post) =>
				doc['kind'] === 'addresses'
					? post.role !== 'officer' && within(village, post)
					: post.area.startsWith(town) || town.startsWith(post.area)
			);
		}
		default:
			return false;
	}
}

function mayKnowCase(
	{ place, privacy, reporter, check, units }: CaseState,
	person: string,
	posts: readonly AssignmentRow[]
): boolean {
	if (reporter.person === person) return true;
	if (check?.checker === person && check.result === undefined) return true;
	const called = units
		.filter(({ status }) => status !== 'declined' && status !== 'released')
		.map(({ unit }) => unit);
	return posts.some(
		(post) => called.includes(post.unit) || seesArea(place.grid ?? place.village, post, privacy)
	);
}
