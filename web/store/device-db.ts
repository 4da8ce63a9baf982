/**
 * What belongs to the device and not to one person: who has worked here and who works now. The
 * token lives here too, because workers have no localStorage.
 */
import Dexie, { type Table } from 'dexie';
import type { Ms } from '../domain/time';

export interface PersonRow {
	readonly person: string;
	readonly name: string;
	readonly username: string;
	/** Name of her replica's database. */
	readonly database: string;
	/** Absent after signing out. */
	readonly token?: string;
	readonly lastUsedAt: Ms;
}

interface DeviceValues {
	/** Id of the person who works now. */
	current: string;
}

export class DeviceDb extends Dexie {
	declare readonly people: Table<PersonRow, string>;
	declare readonly values: Table<unknown, string>;

	constructor(name = 'lq-device') {
		super(name, { chromeTransactionDurability: 'strict', cache: 'disabled' });
		this.version(1).stores({ people: 'person, username', values: '' });
	}

	async value<K extends keyof DeviceValues>(key: K): Promise<DeviceValues[K] | undefined> {
		return (await this.values.get(key)) as DeviceValues[K] | undefined;
	}

	/** The person who works now, when she is signed in. */
	async current(): Promise<PersonRow | undefined> {
		const id = await this.value('current');
		return id === undefined ? undefined : this.people.get(id);
	}

	async enter(person: PersonRow): Promise<void> {
		await this.transaction('rw', this.people, this.values, async () => {
			await this.people.put(person);
			await this.values.put(person.person, 'current');
		});
	}

	/** A token that was renewed by use. */
	async renew(person: string, token: string): Promise<void> {
		await this.people.update(person, { token });
	}

	/** The token goes, the record and the replica stay. */
	async leave(person: string): Promise<void> {
		await this.transaction('rw', this.people, this.values, async () => {
			const row = await this.people.get(person);
			if (row) {
				const { token: _, ...rest } = row;
				await this.people.put(rest);
			}
			if ((await this.value('current')) === person) await this.values.delete('current');
		});
	}
}
