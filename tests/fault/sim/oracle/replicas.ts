/** The replicas that rest on a device, read from its disk and not through the app. */
import type { Device } from '../device/device';
import type { Entry } from '../disk/disk';

export interface RestingReplica {
	readonly person: string;
	readonly token: string | undefined;
	readonly table: (name: string) => ReadonlyMap<string | number, Entry>;
	readonly value: (key: string) => unknown;
}

export function replicasOf({ disk }: Device): RestingReplica[] {
	const people = disk.databases.get('lq-device')?.table('people').entries.values() ?? [];
	return [...people].map(({ value }) => {
		const { person, database, token } = value as {
			person: string;
			database: string;
			token?: string;
		};
		const data = disk.database(database);
		const table = (name: string) => data.table(name).entries;
		return { person, token, table, value: (key) => table('meta').get(key)?.value };
	});
}
