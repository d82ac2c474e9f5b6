import type { Simulator } from '../../../tools/simulator/simulator';
import type { EditorPage } from '../support/editorPage';
import { expect, test } from '../support/fixtures';
import { makeCall } from '../support/simulatedCalls';

/** The call to a contact who is called back then. The time is in the context of the call. */
async function callEnds(simulator: Simulator, callBackAt: string): Promise<void> {
	await simulator.play(await makeCall(simulator, '+5511912345678', { callBackAt }));
}

/** Adds the trigger, and has it receive the event of a call, so that the editor knows its fields. */
async function addTrigger(editor: EditorPage, simulator: Simulator): Promise<void> {
	await editor.canvas.addTrigger('Talkover', 'On phone call ended');
	await editor.choose('agentIds', 'Outbound Sales Agent');
	await editor.page.keyboard.press('Escape');
	await editor.execute();
	await expect(editor.page.getByText('Listening for').first()).toBeVisible();
	await callEnds(simulator, '2030-03-11T10:00:00-03:00');
	await expect(editor.output).toContainText('1 item');
	await editor.dismiss();
}

test('a call that ends puts its callback into a calendar', async ({ editor, simulator }) => {
	const { canvas, page } = editor;
	await canvas.openEmpty();
	await addTrigger(editor, simulator);
	await canvas.add({ node: 'Talkover Trigger' }, 'Talkover', 'Create a calendar event');
	await editor.chooseListed('calendarId', 'Sales Demo Calendar');
	await editor.type('title', 'Call back');
	await editor.map('$json.context.callBackAt', editor.parameter('startAt'));
	await editor.choose('endBy', 'Duration');
	await editor.close('"endBy":"duration"');

	await editor.executeWorkflow();
	await expect(page.getByText('Waiting for trigger event').first()).toBeVisible();
	await callEnds(simulator, '2030-03-12T14:00:00-03:00');
	await editor.succeeded();

	const created = simulator.requests.filter(
		({ operationId }) => operationId === 'createCalendarEvent',
	);
	expect(created.map(({ body }) => body)).toEqual([
		{ title: 'Call back', start_at: '2030-03-12T17:00:00Z', end_at: '2030-03-12T17:30:00Z' },
	]);
});
