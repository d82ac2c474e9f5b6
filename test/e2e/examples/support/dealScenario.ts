import { callRequests, callTo } from '../../support/simulatedCalls';
import type { Changes, ImportedExample } from './examplePage';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from './fixtures';
import type { PlayedService } from './internet';
import { ANY_HOUR, inTwoDays } from './callingHours';

/** A played CRM with what the example adds to it. */
interface Crm extends PlayedService {
	readonly notes: readonly object[];
	readonly tasks: readonly object[];
}

/** An example that calls the contact of a deal in calling hours, and again if nobody answers. */
export interface DealExample {
	readonly crm: string;
	readonly file: string;
	readonly trigger: string;
	/** The items of the trigger. Default: those in the file */
	readonly events?: readonly object[];
	/** The name of the node that calls. */
	readonly call: string;
	readonly credentials: NonNullable<Changes['credentials']>;
	/** An account with a deal whose contact Ana has this number. */
	accountWith(phone: string): Crm;
	/** The note with this text. */
	note(text: string): object;
	/** The task of a contact who doesn't answer. */
	readonly unanswered: object;
	/** Deals whose contact can't be called, and a part of the task for the owner. */
	readonly notCalled: readonly {
		readonly what: string;
		readonly account: () => Crm;
		/** Replaces {@link events}. */
		readonly events?: readonly object[];
		readonly task: Readonly<Record<string, unknown>>;
	}[];
}

const ANSWERS = '+14155550100';
/** The simulator lets calls to such a number end without an answer. */
const DOES_NOT_ANSWER = '+14155550101';

/** Fills in what the example leaves empty. */
async function fillDeal(
	{ trigger, events, call, credentials }: DealExample,
	imported: ImportedExample,
	{ rules = ANY_HOUR, keep = [] }: { readonly rules?: object; readonly keep?: string[] } = {},
): Promise<void> {
	await imported.fill({
		parameters: { [call]: { agentId: chosenAgent(), rules } },
		credentials,
		pin: events ? { [trigger]: events } : {},
		keep: events ? keep : [trigger, ...keep],
	});
}

/** Defines the tests that the examples of these CRMs have in common. */
export function testDeal(deal: DealExample): void {
	const { crm, file, trigger } = deal;

	test(`a deal in ${crm} is called and gets a note`, async ({ example, internet, simulator }) => {
		const account = internet.play(deal.accountWith(ANSWERS));
		const imported = await example.store(file);
		await fillDeal(deal, imported);

		const id = await imported.start(trigger);
		await simulator.play(await callTo(simulator, ANSWERS));
		await imported.execution(id);

		expect(account.notes).toEqual([deal.note(`Talkover called ${ANSWERS}: answered, 45 seconds`)]);
		expect(account.tasks).toEqual([]);
		const context = { firstName: 'Ana', deal: 'New website' };
		expect(callRequests(simulator)).toEqual([expect.objectContaining({ to: ANSWERS, context })]);
	});

	test(`no answer to two calls is a task in ${crm}`, async ({ example, internet, simulator }) => {
		const account = internet.play(deal.accountWith(DOES_NOT_ANSWER));
		const imported = await example.store(file);
		// The pinned Wait node passes at once, as if the next day had come.
		await fillDeal(deal, imported, { keep: ['Wait a Day'] });

		const id = await imported.start(trigger);
		for (const attempt of [1, 2]) {
			await simulator.play(await callTo(simulator, DOES_NOT_ANSWER, attempt));
		}
		await imported.execution(id);

		const note = deal.note(`Talkover called ${DOES_NOT_ANSWER}: noAnswer, 0 seconds`);
		expect(account.notes).toEqual([note, note]);
		expect(account.tasks).toEqual([deal.unanswered]);
	});

	for (const { what, account, events = deal.events, task } of deal.notCalled) {
		test(`${what} is a task for the owner`, async ({ example, internet, simulator }) => {
			const { notes, tasks } = internet.play(account());
			const imported = await example.store(file);
			await fillDeal({ ...deal, ...(events ? { events } : {}) }, imported);

			await imported.run(trigger);

			expect(tasks).toEqual([expect.objectContaining(task)]);
			expect(notes).toEqual([deal.note('The phone number is empty')]);
			expect(simulator.requests).toEqual([]);
		});
	}

	test(`nobody in ${crm} is called outside hours`, async ({ example, internet, simulator }) => {
		internet.play(deal.accountWith(ANSWERS));
		const imported = await example.store(file);
		const { rules, nextAllowedAt } = inTwoDays();
		await fillDeal(deal, imported, { rules });

		const waiting = await imported.execution(await imported.start(trigger), 'waiting');

		expect(waiting.waitTill).toBe(nextAllowedAt);
		expect(callRequests(simulator)).toEqual([]);
	});
}
