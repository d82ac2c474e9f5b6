import { openContract, operationOf, requestExample } from '../../../simulator/contract';
import { SEED } from '../../../simulator/state';
import { jsonOf, runTalkover } from '../../../harness/talkoverNode';
import { useSimulator } from '../../support/servers/useSimulator';

const CREATE = { resource: 'agent', operation: 'create' };

const talkover = useSimulator();

/** The only request of the run, as the simulator received it. */
function sent() {
	expect(talkover().requests).toHaveLength(1);
	return talkover().requests[0];
}

test('the inbound support agent of the API reference is sent field for field', async () => {
	const documented = requestExample(operationOf(openContract(), 'createAgent'));

	await runTalkover(talkover(), {
		...CREATE,
		name: 'SupportBot',
		label: 'Customer Support Agent',
		language: 'en-US',
		direction: 'inbound',
		whoSpeaksFirst: 'agent',
		initialMessage: 'Hello, how can I help you today?',
		additionalFields: { description: 'Handles customer inquiries' },
	});

	expect(sent()).toMatchObject({ method: 'POST', url: '/api/v1/agents' });
	expect(sent()?.body).toStrictEqual(documented);
});

test('an outbound sales agent with every documented setting is sent field for field', async () => {
	await runTalkover(talkover(), {
		...CREATE,
		name: 'SalesBot',
		label: 'Outbound Sales Agent',
		language: 'pt-BR',
		direction: 'outbound',
		whoSpeaksFirst: 'user',
		initialMessage: 'Olá!',
		enableRecording: false,
		phoneNumberIds: [SEED.phoneNumberIds[0], SEED.phoneNumberIds[1]],
		additionalFields: {
			description: 'Calls leads back',
			interruptSensitivity: 'high',
			endpointingSensitivity: 'medium',
			ivrNavigationMode: 'standard',
			conversationSpeed: 1.25,
			initialMessageDelay: 2,
			askIfHumanPresentOnIdle: true,
			idleTimeSeconds: 8,
			maxIdleCheckCount: 3,
			maxCallDurationSeconds: 900,
			sayGoodbyeOnMaxDuration: false,
			userInactivityTimeoutSeconds: 45,
			initialIdleTimeSeconds: 12,
			initialMaxIdleCheckCount: 0,
			llmTemperature: 0.3,
		},
	});

	expect(sent()?.body).toStrictEqual({
		name: 'SalesBot',
		label: 'Outbound Sales Agent',
		description: 'Calls leads back',
		language: 'pt-BR',
		direction: 'outbound',
		who_speaks_first: 'user',
		initial_message: 'Olá!',
		phone_number_ids: ['phone-uuid-1', 'phone-uuid-2'],
		interrupt_sensitivity: 'high',
		endpointing_sensitivity: 'medium',
		ivr_navigation_mode: 'standard',
		conversation_speed: 1.25,
		initial_message_delay: 2,
		ask_if_human_present_on_idle: true,
		idle_time_seconds: 8,
		max_idle_check_count: 3,
		max_call_duration_seconds: 900,
		say_goodbye_on_max_duration: false,
		user_inactivity_timeout_seconds: 45,
		initial_idle_time_seconds: 12,
		initial_max_idle_check_count: 0,
		llm_temperature: 0.3,
		enable_recording: false,
	});
});

test('an agent can be created with only a name, a language and a direction', async () => {
	const result = await runTalkover(talkover(), {
		...CREATE,
		name: 'Bianca',
		language: 'it-IT',
		direction: 'outbound',
	});

	expect(result.error).toBeUndefined();
	expect(jsonOf(result)).toEqual([
		expect.objectContaining({
			id: expect.any(String),
			name: 'Bianca',
			label: 'Bianca',
			current_status: 'draft',
		}),
	]);
	expect(sent()?.body).toStrictEqual({
		name: 'Bianca',
		label: 'Bianca',
		language: 'it-IT',
		direction: 'outbound',
		who_speaks_first: 'agent',
		interrupt_sensitivity: 'medium',
		endpointing_sensitivity: 'auto',
		ivr_navigation_mode: 'off',
		conversation_speed: 1,
		initial_message_delay: 0,
		ask_if_human_present_on_idle: false,
		idle_time_seconds: 5,
		llm_temperature: 0.7,
		enable_recording: true,
	});
});

test('numbers and booleans given as text are sent as numbers and booleans', async () => {
	await runTalkover(
		talkover(),
		{
			...CREATE,
			name: '={{ $json.name }}',
			enableRecording: '={{ $json.record }}',
			additionalFields: { conversationSpeed: '={{ $json.speed }}' },
		},
		{ items: [{ name: 'Ana', speed: '1.5', record: 'false' }] },
	);

	expect(sent()?.body).toMatchObject({ conversation_speed: 1.5, enable_recording: false });
});

test('phone number IDs can be given as text separated by commas', async () => {
	await runTalkover(
		talkover(),
		{ ...CREATE, name: 'A', phoneNumberIds: '={{ $json.ids }}' },
		{ items: [{ ids: ' phone-uuid-1, phone-uuid-2,' }] },
	);

	expect(sent()?.body).toMatchObject({ phone_number_ids: ['phone-uuid-1', 'phone-uuid-2'] });
});

test.each([
	['conversationSpeed', 3.1, 'Conversation Speed: must be between 0.1 and 3 (found 3.1)'],
	['initialMessageDelay', 61, 'Initial Message Delay: must be between 0 and 60 (found 61)'],
	['idleTimeSeconds', 0, 'Idle Time Seconds: must be between 1 and 300 (found 0)'],
	[
		'idleTimeSeconds',
		1.5,
		'Idle Time Seconds: must be a whole number between 1 and 300 (found 1.5)',
	],
	['maxIdleCheckCount', 11, 'Max Idle Check Count: must be between 1 and 10 (found 11)'],
	[
		'maxCallDurationSeconds',
		3601,
		'Max Call Duration Seconds: must be between 1 and 3600 (found 3601)',
	],
	[
		'userInactivityTimeoutSeconds',
		4,
		'User Inactivity Timeout Seconds: must be between 5 and 120 (found 4)',
	],
	['initialIdleTimeSeconds', 61, 'Initial Idle Time Seconds: must be between 1 and 60 (found 61)'],
	[
		'initialMaxIdleCheckCount',
		-1,
		'Initial Max Idle Check Count: must be between 0 and 10 (found -1)',
	],
	['llmTemperature', 2.5, 'LLM Temperature: must be between 0 and 2 (found 2.5)'],
	['llmTemperature', 'warm', 'LLM Temperature: must be a number between 0 and 2 (found "warm")'],
	[
		'sayGoodbyeOnMaxDuration',
		'maybe',
		'Say Goodbye on Max Duration: must be true or false (found "maybe")',
	],
])('%s = %p is rejected before anything is sent', async (name, value, message) => {
	const result = await runTalkover(talkover(), {
		...CREATE,
		name: 'A',
		additionalFields: { [name]: value },
	});

	expect(result.error?.message).toBe(`Invalid input – ${message}`);
	expect(talkover().requests).toEqual([]);
});

test('the error lists every invalid field of an item', async () => {
	const result = await runTalkover(talkover(), {
		...CREATE,
		name: '  ',
		language: '={{ ["tlh"] }}',
		additionalFields: { idleTimeSeconds: 301, description: 'x' },
	});

	expect(result.error?.message).toBe(
		"Invalid input – check 'Name', 'Language', 'Idle Time Seconds'",
	);
	expect(result.error?.description?.split('<br>')).toEqual([
		'Name: is required',
		'Language: must be text (found ["tlh"])',
		'Idle Time Seconds: must be between 1 and 300 (found 301)',
		'Nothing was sent to Talkover',
	]);
	expect(talkover().requests).toEqual([]);
});

test('a name of 255 characters is accepted, and one of 256 is rejected', async () => {
	const fits = await runTalkover(talkover(), { ...CREATE, name: 'é'.repeat(255) });
	expect(fits.error).toBeUndefined();

	const result = await runTalkover(talkover(), { ...CREATE, name: 'é'.repeat(256) });
	expect(result.error?.message).toContain('must have at most 255 characters (found 256)');
});

test.each([
	[undefined, true],
	['={{ "" }}', true],
	['={{ false }}', false],
])('recording given as %j is sent as %j, because the API requires it', async (entered, sentAs) => {
	const recording = entered === undefined ? {} : { enableRecording: entered };
	await runTalkover(talkover(), { ...CREATE, name: 'A', ...recording });

	expect(sent()?.body).toMatchObject({ enable_recording: sentAs });
});

test.each([1, 61, 300])('an idle time of %i seconds is accepted', async (idleTimeSeconds) => {
	const additionalFields = { idleTimeSeconds };
	const result = await runTalkover(talkover(), { ...CREATE, name: 'A', additionalFields });

	expect(result.error).toBeUndefined();
	expect(sent()?.body).toMatchObject({ idle_time_seconds: idleTimeSeconds });
});
