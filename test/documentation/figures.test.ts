import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { readResults, rowsOf } from '../../tools/bench/report';
import { MOST_REJECTIONS } from '../../nodes/Talkover/api/pacing/retry';
import type { Operation } from '../../nodes/Talkover/operation/spec';
import { makeAndWait } from '../../nodes/Talkover/resources/call/makeAndWait';

const ROOT = path.join(__dirname, '../..');

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const RESULTS = readResults();

/** The cell of the only row with these values. */
function figure(heading: string, values: Readonly<Record<string, string>>, column: string): string {
	const rows = rowsOf(RESULTS, heading).filter((row) =>
		Object.entries(values).every(([name, value]) => row[name] === value),
	);
	const [cell] = rows.map((row) => row[column]);
	if (rows.length === 1 && cell !== undefined) return cell;
	throw new Error(`${rows.length} rows of "${heading}" have ${JSON.stringify(values)}`);
}

const inSeconds = (milliseconds: string) =>
	(Number(milliseconds.replace(',', '')) / 1000).toFixed(1);
const rounded = (figureWithUnit: string) => `${Math.round(Number.parseFloat(figureWithUnit))} %`;

const HTTP = 'HTTP Request';
const BULK = 'Items through one node, with a response time of 50 ms';
const bulk = (node: string, column: string) => figure(BULK, { Items: '1,000', Node: node }, column);
const ofTalkover = (column: string) => bulk('Talkover', column);
const ofHttp = (column: string) => bulk(HTTP, column);

const LIMIT = 'with a limit of 100 requests per 1 s';
const limited = (node: string, reportedAs: string, column: string) => {
	const values = { Limit: 'fixed window', 'Reported as': reportedAs, Node: node };
	return figure(`500 items, ${LIMIT}`, values, column);
};

/** Columns of creations and calls with an error; both have the same figures. */
function withErrors(error: string, setting: string, node: string, column: string): string {
	const values = { Error: error, Setting: setting, Node: node };
	const [creates, calls] = ['Agent: Create', 'Call: Make'].map((what) =>
		figure('100 items, with errors', { What: what, ...values }, column),
	);
	expect({ error, setting, node, column, figure: calls }).toEqual({
		error,
		setting,
		node,
		column,
		figure: creates,
	});
	return String(creates);
}
const rejected = (node: string, column: string) =>
	withErrors('one item is rejected once', 'Retry On Fail', node, column);
const lost = (node: string, column: string) =>
	withErrors('connection lost after execution, every 20th', 'Retry On Fail', node, column);
const failed = (node: string) =>
	withErrors('HTTP 500, every 10th', 'Continue', node, 'Unknown, reported');

const perSecond = (setting: string) =>
	figure(
		'Events per second, in a running n8n',
		{ Expressions: setting, Node: 'Talkover Trigger' },
		'Of Webhook',
	);

const none = (count: string) => (count === '0' ? 'none' : count);

const SHARED = '300 requests in each of several processes that share a rate limit';
/** How a service counts the requests of its limit. */
const WINDOWS = ['fixed', 'sliding'];

const shared = (window: string, reportedAs: string, processes: string, column: string) => {
	const plan = { Requests: '100 per 60 s', 'Reported as': reportedAs };
	return figure(SHARED, { Limit: `${window} window`, ...plan, Processes: processes }, column);
};
const shares = (window: string, reportedAs: string) =>
	['2', '5']
		.map((processes) => rounded(shared(window, reportedAs, processes, '429s of all')))
		.join(' | ');

const burst = (window: string, reportedAs: string, processes: string, column = '429s of all') =>
	figure(
		'Executions of one item each that start together',
		{
			...{ Limit: `${window} window`, 'Reported as': reportedAs },
			...{ Executions: '2,500', Processes: processes },
		},
		column,
	);
const bursts = (window: string, reportedAs: string) =>
	['1', '2', '5'].map((processes) => burst(window, reportedAs, processes)).join(' | ');

/** The default of a parameter or an option. */
const defaultOf = ({ fields, options }: Operation, name: string) =>
	[...fields, ...options].find((field) => field.name === name)?.property.default;

const memory = (node: string) => figure('Memory for 10,000 items', { Node: node }, 'Memory MB');

const inGigabytes = (megabytes: string) =>
	`${(Number(megabytes.replace(',', '')) / 1000).toFixed(1)} GB`;
const waiting = (atOnce: string, column: string) =>
	figure('Memory of executions that wait, in a running n8n', { 'At once': atOnce }, column);
const waitingMemory = (atOnce: string) => inGigabytes(waiting(atOnce, 'Memory MB'));
const perExecution = () => `${Math.round(Number(waiting('all', 'MB per execution at once')))} MB`;
const lastCall = (atOnce: string) => waiting(atOnce, 'Last call after s');

const WAYS = ['Make and Wait', 'Make, Wait (10 minutes), Get'];
const WAITS = 'Memory of executions that wait for a call, in a running n8n';
const waitsWith = (engine: string) =>
	WAYS.map((way) => figure(WAITS, { Way: way, Engine: engine }, 'MB per execution'))
		.map((megabytes) => `${Number(megabytes).toFixed(1)} MB`)
		.join(' | ');

const noneIsLost = () =>
	WINDOWS.every((window) =>
		['1', '2', '5'].every((processes) =>
			['resetEpochMs', 'retryAfterSeconds', 'none'].every(
				(reportedAs) => burst(window, reportedAs, processes, 'Lost') === '0',
			),
		),
	);
const noneIsGivenUp = () =>
	WINDOWS.every((window) =>
		['2', '5'].every((processes) =>
			['resetEpochMs', 'none'].every(
				(reportedAs) => shared(window, reportedAs, processes, 'Given up') === '0',
			),
		),
	);
/** The operations of agents whose output has is_ready_to_publish. */
const WITH_READY = ['Create', 'Get', 'Update Knowledge', 'Update Voice'];
const READY = WITH_READY.map((name) => `*Agent: ${name}*`);

/** Sentences and table rows that quote figures, made from the benchmark's results. */
const QUOTES: Readonly<Record<string, () => readonly string[]>> = {
	'README.md': () => [
		`one rejected at first: everyone is called once. HTTP Request calls ${rejected(HTTP, 'Created twice')} people twice`,
	],
	'docs/pt-BR/README.md': () => [
		`O HTTP Request liga duas vezes para ${rejected(HTTP, 'Created twice')} pessoas`,
	],
	'docs/reliability.md': () => [
		`with rate-limit headers | ${limited('Talkover', 'resetEpochMs', 'Succeeded')} succeed, ${none(limited('Talkover', 'resetEpochMs', '429s')).replace('none', 'no')} 429 | ${limited(HTTP, 'resetEpochMs', 'Succeeded')} succeed, ${limited(HTTP, 'resetEpochMs', '429s')} get a 429 |`,
		`one rejected at first | ${rejected('Talkover', 'Created')} created, ${none(rejected('Talkover', 'Created twice'))} twice | ${rejected(HTTP, 'Created')} created, ${rejected(HTTP, 'Created twice')} twice |`,
		`lost after the work was done | ${lost('Talkover', 'Created')} created, ${none(lost('Talkover', 'Created twice'))} twice, ${lost('Talkover', 'Results')} succeed | ${lost(HTTP, 'Created')} created, all three times |`,
		`every 10th gets an HTTP 500 | ${failed('Talkover')} errors say that the outcome is unknown | ${failed(HTTP)} |`,
		`responses after 50 ms | ${inSeconds(ofTalkover('Wall ms'))} s, ${ofTalkover('Peak requests')} requests at a time, ${Number(ofTalkover('CPU ms/item')).toFixed(1)} ms of CPU per item | ${inSeconds(ofHttp('Wall ms'))} s, ${ofHttp('Peak requests')} requests at a time, ${Number(ofHttp('CPU ms/item')).toFixed(1)} ms of CPU per item |`,
		`was rejected more than ${MOST_REJECTIONS} times while others were accepted`,
	],
	'docs/running-n8n.md': () => [
		...WINDOWS.flatMap((window) => [
			`| With rate-limit headers | ${window} | ${bursts(window, 'resetEpochMs')} |`,
			`| With \`Retry-After\` only | ${window} | ${bursts(window, 'retryAfterSeconds')} |`,
			`| Without either | ${window} | ${bursts(window, 'none')} |`,
			`| With rate-limit headers | ${window} | ${shares(window, 'resetEpochMs')} |`,
			`| Without headers | ${window} | ${shares(window, 'none')} |`,
		]),
		`takes about ${perExecution()} of n8n's memory, in n8n 2.40.7: with ${waiting('all', 'Executions')} that waited, n8n took ${waitingMemory('all')}, and ${inGigabytes(waiting('all', 'Before MB'))} before.`,
		...['50', '200'].map((atOnce) => `| ${atOnce} | ${waitingMemory(atOnce)} |`),
		`| **100** (recommended) | ${waitingMemory('100')} |`,
		`| not set | ${perExecution()} for each execution |`,
		`${lastCall('50')} seconds after the first request with 50, ${lastCall('100')} with 100, and ${lastCall('200')} with 200.`,
		`Of these ${waiting('100', 'Executions')} webhooks, the last one was answered after ${waiting('100', 'Slowest answer to a webhook, s')} seconds with 100.`,
		`| \`vm\` (default) | ${waitsWith('vm')} |`,
		`| \`legacy\` | ${waitsWith('legacy')} |`,
		noneIsLost() ? 'all succeed, and everyone is called once' : 'some are lost',
		noneIsGivenUp() ? 'Each is sent again, and all succeed' : 'some are given up',
	],
	'docs/trigger.md': () => [
		`processes ${perSecond('lazy')} times as many events per second`,
		`${perSecond('default')} times as many without this setting`,
	],
	'tools/bench/RESULTS.md': () => [
		`the goal of less than 300 MB ${Number(memory('Talkover')) < 300 ? 'is' : "isn't"} reached`,
	],
	'docs/calls.md': () => [
		`up to *Max Wait (Minutes)* (${String(defaultOf(makeAndWait, 'waitAtMost'))} by default)`,
	],
	'docs/agents.md': () => [
		`The output of ${READY.slice(0, -1).join(', ')} and ${READY.at(-1)} has \`is_ready_to_publish\``,
	],
};

test('no page counts operations by hand, because the reference lists them', () => {
	const pages = [
		'README.md',
		'docs/pt-BR/README.md',
		'CHANGELOG.md',
		'CONTRIBUTING.md',
		'package.json',
	];
	const docs = readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join('docs', file));

	const counting = [...pages, ...docs].filter((file) =>
		/\d (?:operations|operações|examples|exemplos)\b/i.test(read(file)),
	);
	expect(counting).toEqual([]);
});

test('the operations that a page names for is_ready_to_publish have it in their output, and Update Calling does not', () => {
	const outputs = new Map(
		read('docs/reference/agent.md')
			.split('\n## ')
			.map((section) => [section.slice(0, section.indexOf('\n')), section] as const),
	);
	const has = (name: string) => /^Output: .*`is_ready_to_publish`/m.test(outputs.get(name) ?? '');

	expect(WITH_READY.filter(has)).toEqual(WITH_READY);
	expect(has('Update Calling')).toBe(false);
});

test.each(Object.entries(QUOTES))('the figures in %s are the latest results', (page, quotes) => {
	const text = read(page).replace(/\s+/g, ' ');
	expect(quotes().filter((quote) => !text.includes(quote))).toEqual([]);
});
