import type { World } from '../../../../tools/playground/world';
import type { PlayedService } from './internet';
import { callRequests, callTo } from '../../support/simulatedCalls';
import type { Changes, ExamplePage, ImportedExample } from './examplePage';
import { chosenAgent } from '../../support/chosenAgent';
import { expect, test } from './fixtures';
import { configured, deliver, nthExecution, storeAndPublish, unpublishAll } from './production';
import { ANY_HOUR, callingAt, inTwoDays, nextWorkingDay } from './callingHours';

/** A phone number as a CRM stores it, and as it's called. */
export const ANSWERS = { entered: '(11) 91234-5678', called: '+5511912345678' };

/** The simulator lets calls to such a number end without an answer. */
const DOES_NOT_ANSWER = { entered: '(11) 95555-0101', called: '+5511955550101' };

/** A played CRM with what the example adds to it. */
interface Crm extends PlayedService {
	readonly notes: readonly object[];
	readonly tasks: readonly object[];
}

/** An example that calls the contact of a record that reaches a stage of a CRM, and how the CRM shows the result. */
export interface StageExample {
	readonly crm: string;
	readonly file: string;
	readonly settings?: Readonly<Record<string, number | string>>;
	readonly credentials: NonNullable<Changes['credentials']>;
	/** An account with a record of this contact. */
	accountWith(contact: { readonly name: string; readonly phone?: string }): Crm;
	/** What the CRM posts when the record has reached the stage. */
	reached(): URLSearchParams | object;
	/** The data of the call. */
	readonly payload: object;
	/** The note with this text. */
	note(text: string): object;
	/** The task of a contact who doesn't answer, due on this day. */
	unanswered(day: string): object;
	/** The part of a task that says that the contact has no number. */
	readonly uncalled: Readonly<Record<string, unknown>>;
}

/** Imports the example, fills it in, and publishes it. */
export async function publishStage(
	{ file, settings, credentials }: StageExample,
	world: World,
	example: ExamplePage,
	hours: object = ANY_HOUR,
): Promise<ImportedExample> {
	return storeAndPublish(world, example, file, {
		parameters: {
			...(settings ? configured(file, settings) : {}),
			'Call Contact': { agentId: chosenAgent(), ...callingAt(file, 'Call Contact', hours) },
		},
		credentials,
	});
}

/** Defines the tests that the examples of all CRMs have in common. */
export function testStage(stage: StageExample): void {
	const { crm } = stage;
	const name = 'Ana Souza';

	test.afterEach(async ({ world }) => unpublishAll(world));

	test(`${crm} gets a note about one call`, async ({ world, example, internet, simulator }) => {
		const account = internet.play(stage.accountWith({ name, phone: ANSWERS.entered }));
		const imported = await publishStage(stage, world, example);

		await deliver(world, imported, stage.reached());
		await simulator.play(await callTo(simulator, ANSWERS.called));
		await nthExecution(world, imported, 1);
		await deliver(world, imported, stage.reached());
		await nthExecution(world, imported, 2);

		expect(account.notes).toEqual([stage.note('The contact answered (45 seconds).')]);
		expect(account.tasks).toEqual([]);
		expect(callRequests(simulator)).toEqual([
			expect.objectContaining({ to: ANSWERS.called, payload: stage.payload }),
		]);
	});

	test(`${crm} gets a task if nobody answers`, async ({ world, example, internet, simulator }) => {
		const account = internet.play(stage.accountWith({ name, phone: DOES_NOT_ANSWER.entered }));
		const imported = await publishStage(stage, world, example);
		const before = nextWorkingDay();

		await deliver(world, imported, stage.reached());
		await simulator.play(await callTo(simulator, DOES_NOT_ANSWER.called));
		await nthExecution(world, imported, 1);

		expect(account.notes).toEqual([stage.note('The contact didn’t answer.')]);
		expect(account.tasks).toHaveLength(1);
		const expected = [before, nextWorkingDay()].map((day) => stage.unanswered(day));
		expect(expected).toContainEqual(account.tasks[0]);
	});

	test(`no phone number is a task in ${crm}`, async ({ world, example, internet, simulator }) => {
		const account = internet.play(stage.accountWith({ name }));
		const imported = await publishStage(stage, world, example);

		await deliver(world, imported, stage.reached());
		await nthExecution(world, imported, 1);

		expect(account.notes).toEqual([stage.note('The phone number is empty.')]);
		expect(account.tasks).toEqual([expect.objectContaining(stage.uncalled)]);
		expect(simulator.requests).toEqual([]);
	});

	test(`calls of ${crm} wait for their hours`, async ({ world, example, internet, simulator }) => {
		internet.play(stage.accountWith({ name, phone: ANSWERS.entered }));
		const { rules, nextAllowedAt } = inTwoDays();
		const imported = await publishStage(stage, world, example, rules);

		await deliver(world, imported, stage.reached());
		const waiting = await nthExecution(world, imported, 1, 'waiting');

		expect(waiting.waitTill).toBe(nextAllowedAt);
		expect(callRequests(simulator)).toEqual([]);
	});
}
