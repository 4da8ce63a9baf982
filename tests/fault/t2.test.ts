/**
 * Tier 2 in `npm test`: a hundred schedules of real phones against the real server. `T2_SEEDS=A..B`
 * runs others. Carries S01, S03, S04, S05, S07, P01, P02, P04, P08, P09, P10, C03, C12, M12.
 */
import { expect, test } from 'vitest';
import { isClean, lineOf } from './tally';
import { run } from './t2/run';

const [from = 0, to = 99] = (process.env.T2_SEEDS ?? '0..99').split('..').map(Number);

test('S01 S03 S04 S05 P01 P09 M12: phones and server through kills, rollbacks and a bad network', async () => {
	const tally = await run({ from, to });
	console.log(JSON.stringify(tally.faults));
	console.log(lineOf(tally));
	expect(isClean(tally), lineOf(tally)).toBe(true);
	if (tally.schedules < 100) return;
	expect(tally.faults.kill).toBeGreaterThanOrEqual(20);
	expect(tally.faults.rollback).toBeGreaterThanOrEqual(5);
});
