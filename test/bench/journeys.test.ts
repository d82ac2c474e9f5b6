import vm from 'node:vm';

import type { Entry } from '../../tools/bench/journeys/figures';
import { figuresOf } from '../../tools/bench/journeys/figures';
import { ENTER, instrumented } from '../../tools/bench/journeys/instrument';
import { risesOf } from '../../tools/bench/parts/journeys';
import { withTables } from '../../tools/bench/report';

/** Runs a module and then calls its function `run`. */
function entriesOf(source: string): { result: unknown; entries: Entry[] } {
	const entries: Entry[] = [];
	const exports: { run?: () => unknown } = {};
	const enter = (file: string, position: number) => entries.push({ file, position });
	vm.runInNewContext(instrumented(source, 'code.ts'), { exports, [ENTER]: enter });
	return { result: exports.run?.(), entries };
}

test.each([
	['a function', 'function f(): number { return 1; }', 'f()'],
	['a function in an expression', 'const f = function (): number { return 1; };', 'f()'],
	['an arrow function with an expression', 'const f = (): number => 1;', 'f()'],
	['an arrow function that returns an object', 'const f = () => ({ one: 1 });', 'f().one'],
	['an arrow function with a body', 'const f = (): number => { return 1; };', 'f()'],
	['a method', 'const it = { f(): number { return 1; } };', 'it.f()'],
	['a getter', 'const it = { get one(): number { return 1; } };', 'it.one'],
	['a setter', 'const it = { value: 0, set one(to: number) { this.value = to; } };', 'it.one = 1'],
	['a constructor', 'class It { constructor(readonly one: number) {} }', 'new It(1).one'],
	['a generator', 'function* f(): Generator<number> { yield 1; }', '[...f()][0]'],
])('%s reports its entry and works as before', (_what, declared, used) => {
	const { result, entries } = entriesOf(`${declared} export function run() { return ${used}; }`);

	expect(result).toBe(1);
	expect(new Set(entries.map(({ position }) => position)).size).toBe(2);
	expect(entries).toHaveLength(2);
});

test('a constructor of a derived class and a callback within a callback report their entries', () => {
	const { result, entries } = entriesOf(`
		class Base { constructor(readonly one: number) {} }
		class Derived extends Base { constructor(readonly two: number) { super(1); } }
		export function run() { return [1].map((x) => [2].map((y) => x + y + new Derived(5).one)); }
	`);

	expect(JSON.stringify(result)).toBe('[[4]]');
	expect(entries).toHaveLength(5);
});

test('a block that is no body of a function reports nothing', () => {
	const { entries } = entriesOf(
		'export function run() { { if (1) { try { return 1; } finally { } } } }',
	);

	expect(entries).toHaveLength(1);
});

test('entries in the same file one after another are one stay, and each change of the file is a move', () => {
	const entries = ['a1', 'a2', 'a1', 'b1', 'a1', 'a1', 'c2'].map((name) => ({
		file: name.slice(0, 1),
		position: Number(name.slice(1)),
	}));

	expect(figuresOf(entries)).toEqual({ functions: 4, entries: 7, files: 3, moves: 3 });
	expect(figuresOf([])).toEqual({ functions: 0, entries: 0, files: 0, moves: 0 });
});

describe('figures are compared with the record', () => {
	const table = (...rows: string[][]) => ({
		...{ title: 'Journeys', notes: [], machineMatters: false },
		...{ head: ['Journey', 'Functions', 'Moves'], rows },
	});
	const record = withTables(
		{ about: [], tables: [] },
		[],
		[table(['Get', '1,000', '20'], ['Make', '40', '60'])],
	);

	test('a figure may rise by 5 % and fall', () => {
		expect(risesOf(table(['Get', '1,050', '21'], ['Make', '1', '0']), record)).toEqual([]);
	});

	test('a figure that rises by more is reported with both values', () => {
		expect(risesOf(table(['Get', '1,051', '20'], ['Make', '40', '64']), record)).toEqual([
			'Get: Functions rose from 1,000 to 1,051',
			'Make: Moves rose from 60 to 64',
		]);
	});

	test('a journey that is not recorded is reported', () => {
		expect(risesOf(table(['End', '1', '0']), record)).toEqual(['End: Functions rose from 0 to 1']);
	});
});
