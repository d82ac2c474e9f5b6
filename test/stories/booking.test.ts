import type { INodeParameters } from 'n8n-workflow';

import { SEED } from '../../simulator/state';
import { credentialFor } from '../../harness/talkoverNode';
import { chosen } from '../support/n8n/parameterValues';
import { useSimulator } from '../support/servers/useSimulator';
import type { WorkflowJson } from '../../harness/workflow';
import { runWorkflow } from '../../harness/workflow';

const talkover = useSimulator();

const calendarId = { __rl: true, mode: 'list', value: SEED.calendarId };
const eventId = chosen("={{ $('Book It').item.json.id }}");

/** The Talkover nodes of the workflow, in order. */
const STEPS: Readonly<Record<string, INodeParameters>> = {
	'First Free Slot': {
		resource: 'availability',
		calendarId,
		from: '={{ $json.day }}T14:30:00Z',
		to: '={{ $json.day }}T23:00:00Z',
		limit: 1,
	},
	'Book It': {
		resource: 'calendarEvent',
		operation: 'create',
		calendarId,
		title: "=Demo for {{ $('Trigger').item.json.name }}",
		startAt: '={{ $json.start_at }}',
		endAt: '={{ $json.end_at }}',
		additionalFields: { type: 'meeting' },
	},
	Invite: {
		resource: 'calendarEvent',
		operation: 'addAttendee',
		calendarId,
		eventId,
		name: "={{ $('Trigger').item.json.name }}",
		email: "={{ $('Trigger').item.json.email }}",
	},
	'Meeting Link': { resource: 'calendarEvent', operation: 'createMeeting', calendarId, eventId },
	'The Event': { resource: 'calendarEvent', operation: 'get', calendarId, eventId },
};

function workflow(): WorkflowJson {
	const names = ['Trigger', ...Object.keys(STEPS)];
	const connections = names
		.slice(1)
		.map((node, index) => [names[index], { main: [[{ node, type: 'main', index: 0 }]] }] as const);
	return {
		nodes: [
			{ name: 'Trigger', type: 'n8n-nodes-base.manualTrigger' },
			...Object.entries(STEPS).map(([name, parameters]) => ({
				name,
				type: 'n8n-nodes-talkover.talkover',
				parameters,
			})),
		],
		connections: Object.fromEntries(connections) as WorkflowJson['connections'],
	};
}

test('a workflow books the first free slot on the day that each contact chose', async () => {
	const items = [
		{ name: 'Ana', email: 'ana@example.com', day: '2027-01-18' },
		{ name: 'Rui', email: 'rui@example.com', day: '2027-01-19' },
	];

	const result = await runWorkflow({
		workflow: workflow(),
		credential: credentialFor(talkover()),
		items,
	});

	expect(result.error).toBeUndefined();
	const booked = (result.output('The Event')[0] ?? []).map(({ json }) => json);
	expect(booked).toEqual([
		expect.objectContaining({
			title: 'Demo for Ana',
			start_at: '2027-01-18T14:30:00Z',
			end_at: '2027-01-18T15:00:00Z',
			status: 'confirmed',
			attendees: [expect.objectContaining({ name: 'Ana', email: 'ana@example.com' })],
			meeting_url: expect.stringMatching(/^https:/),
		}),
		expect.objectContaining({
			title: 'Demo for Rui',
			start_at: '2027-01-19T14:30:00Z',
			attendees: [expect.objectContaining({ name: 'Rui', email: 'rui@example.com' })],
		}),
	]);
	const creating = ['createCalendarEvent', 'addEventAttendee', 'createEventMeeting'];
	const made = talkover().requests.map(({ operationId }) => operationId);
	expect(creating.map((id) => made.filter((each) => each === id).length)).toEqual([2, 2, 2]);
});
