import { jsonIn } from '../../../nodes/Talkover/base/json';
import type { JsonObject } from '../../../nodes/Talkover/base/json';
import { ended, forAgents, STARTED } from '../../support/n8n/trigger/agentTrigger';
import { useSimulator } from '../../support/servers/useSimulator';
import { useTrigger } from '../../support/n8n/trigger/useTrigger';

const talkover = useSimulator();
const trigger = useTrigger(talkover, forAgents(2));

beforeEach(async () => {
	await trigger.host.activate();
});

afterEach(() => {
	jest.restoreAllMocks();
});

const made = <Made>(count: number, make: (index: number) => Made) =>
	Array.from({ length: count }, (_, index) => make(index));
const keys = (count: number) =>
	Object.fromEntries(made(count, (index) => [`k${index.toString(36)}`, 1] as const));
/** Enough that work which grows faster than a body exceeds the limit many times, for a body that is still small. */
const KEYS = keys(10_000);
const EVENTS = made(200, () => ({ ...ended(), text: 'x'.repeat(500) }));
const LONG_ID = 12_345_678_901_234_567n.toString();

/** The characters that are parsed and written as JSON, and the entries that are copied, by n8n and the node together. */
async function workFor(body: JsonObject): Promise<{ work: number; size: number }> {
	const text = JSON.stringify(body);
	const parse = jest.spyOn(JSON, 'parse');
	const stringify = jest.spyOn(JSON, 'stringify');
	const copy = jest.spyOn(Object, 'fromEntries');

	expect(await trigger.deliver(Buffer.from(text))).toEqual(STARTED);

	const parsed = parse.mock.calls.reduce((sum, [json]) => sum + json.length, 0);
	const written = stringify.mock.results.reduce(
		(sum, { value }) => sum + String(value ?? '').length,
		0,
	);
	const copied = copy.mock.results.reduce(
		(sum, { value }) => sum + Object.keys(value as object).length,
		0,
	);
	jest.restoreAllMocks();
	return { work: parsed + written + copied, size: text.length };
}

const ACTION = { event: 'event_action', timestamp: '2026-01-01T10:00:00Z' };

/** Each character is parsed by n8n, and by the node once or twice, and written once to be hashed. */
const MOST_WORK_PER_CHARACTER = 5;

test.each<[string, JsonObject]>([
	['keys at the top level', { ...ACTION, ...KEYS }],
	['keys in the context of a call', ended({ context: KEYS })],
	['keys beside a long ID', { ...ACTION, id: Number(LONG_ID), ...KEYS }],
	['events in a list', { ...ACTION, events: EVENTS }],
	['events in data', { ...ACTION, data: EVENTS }],
	['events in data, without a name', { data: { events: EVENTS } }],
])('the work for a delivery grows with its size: %s', async (_what, body) => {
	const { work, size } = await workFor(body);

	expect(work).toBeGreaterThan(size);
	expect(work).toBeLessThan(MOST_WORK_PER_CHARACTER * size);
});

test('a long ID does not take a body with many keys apart', () => {
	const json = JSON.stringify({ ...KEYS, id: 0 }).replace(':0}', `:${LONG_ID}}`);
	const slice = jest.spyOn(String.prototype, 'slice');
	const replace = jest.spyOn(String.prototype, 'replace');

	const body = jsonIn(json) as JsonObject;
	const pieces = slice.mock.calls.length + replace.mock.calls.length;
	jest.restoreAllMocks();

	expect(body.id).toBe(LONG_ID);
	expect(pieces).toBeLessThan(10);
});
