import fc, { type IRawProperty } from 'fast-check';

/** One seed per test file: `SEED=<n> npx vitest run …` repeats a run. */
export const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 0x7fffffff));

console.log(`SEED=${SEED}`);

/** Fails when the property does not hold on `runs` cases drawn from the seed. */
export const check = <Ts>(property: IRawProperty<Ts, false>, runs = 200): void =>
	fc.assert(property, { seed: SEED, numRuns: runs });
