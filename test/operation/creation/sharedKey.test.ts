import { SharedKey } from '../../../nodes/Talkover/operation/creation/sharedKey';

test('a shared value is made once per run and name', () => {
	const key = new SharedKey<string>();
	const other = new SharedKey<string>();
	const [run, nextRun] = [{}, {}];

	expect([
		key.valueIn(run, 'agent A', () => 'first'),
		key.valueIn(run, 'agent A', () => 'second'),
		key.valueIn(run, 'agent B', () => 'third'),
		key.valueIn(nextRun, 'agent A', () => 'fourth'),
		other.valueIn(run, 'agent A', () => 'fifth'),
	]).toEqual(['first', 'first', 'third', 'fourth', 'fifth']);
});

test('a shared value may be undefined', () => {
	const key = new SharedKey<string | undefined>();
	const run = {};
	key.valueIn(run, '', () => undefined);

	expect(key.valueIn(run, '', () => 'made again')).toBeUndefined();
});
