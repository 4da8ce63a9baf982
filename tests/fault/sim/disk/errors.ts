/** Errors as Dexie gives them: by name, and what they wrap as `inner`. */
export class StoreError extends Error {
	readonly inner: Error | undefined;

	constructor(name: string, message: string, inner?: Error) {
		super(message);
		this.name = name;
		this.inner = inner;
	}
}

export const quotaExceeded = (): StoreError =>
	new StoreError('AbortError', 'transaction aborted', new StoreError('QuotaExceededError', 'full'));

export const connectionLost = (): StoreError =>
	new StoreError('InvalidStateError', 'The database connection is closing.');

export const notInTransaction = (table: string): StoreError =>
	new StoreError('NotFoundError', `Table ${table} not part of transaction`);

export const constraint = (what: string): StoreError => new StoreError('ConstraintError', what);
