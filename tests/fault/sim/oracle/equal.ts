/** O3: every replica holds what the server has in its scope and window, and nothing else. */
import { keysOfPerson } from '../../../../web/domain/scope';
import type { Assignment } from '../../../../web/domain/actor';
import type { World } from '../world/world';
import { replicasOf } from './replicas';

const COLLECTIONS = ['cases', 'patrols', 'notes', 'elements', 'overlays', 'refs'] as const;
const DAY = 86_400_000;
const WINDOW_MS = 30 * DAY;

export function divergences(world: World): string[] {
	const found: string[] = [];
	const { server } = world;
	const { tables } = server.data;
	for (const device of world.devices)
		for (const { person, table } of replicasOf(device)) {
			const where = `${device.name}/${person}`;
			const disabled = tables.people.get(person)?.disabled === true;
			const keys = disabled ? new Set<string>() : keysOf(world, person);
			for (const collection of COLLECTIONS) {
				const mine = table(collection);
				for (const row of tables[collection].values()) {
					const scope = JSON.parse(row.scope) as string[];
					const inScope = scope.some((key) => keys.has(key));
					const closed = closedAt(world, collection, row);
					const cut = server.now() - WINDOW_MS;
					// At the edge of the window both are right.
					if (closed > 0 && Math.abs(closed - cut) < DAY) continue;
					const expected = inScope && !(closed > 0 && closed < cut);
					const held = mine.get(row.id)?.value as { doc: object; seq: number } | undefined;
					if (expected !== (held !== undefined))
						found.push(`${where}: ${held ? 'keeps' : 'misses'} ${collection}/${row.id}`);
					else if (held && JSON.stringify(held.doc) !== row.doc)
						found.push(`${where}: another ${collection}/${row.id}`);
				}
				for (const id of mine.keys())
					if (!tables[collection].has(String(id)))
						found.push(`${where}: ${collection}/${id} is nowhere else`);
			}
		}
	return found;
}

function keysOf({ server }: World, person: string): Set<string> {
	const assignments = [...server.data.tables.assignments.values()]
		.filter((row) => row.person === person)
		.map(({ validTo, ...row }) => ({ ...row, ...(validTo > 0 && { validTo }) }))
		.map((row) => (row.unit === '' ? { ...row, unit: undefined } : row));
	return new Set(keysOfPerson(person, assignments as unknown as Assignment[], server.now()));
}

function closedAt(
	{ server }: World,
	collection: string,
	row: { readonly closedAt: number; readonly caseId: string }
): number {
	if (collection === 'notes') return server.data.tables.cases.get(row.caseId)?.closedAt ?? 0;
	return collection === 'cases' || collection === 'patrols' ? row.closedAt : 0;
}
