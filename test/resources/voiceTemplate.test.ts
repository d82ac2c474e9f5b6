import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';
import { MP3 } from '../../tools/simulator/files';
import { SEED } from '../../tools/simulator/state';
import { GET_DEMO } from '../support/n8n/getDemo';
import { jsonOf, runTalkover, shownError } from '../../tools/harness/talkoverNode';
import { useSimulator } from '../support/servers/useSimulator';

const talkover = useSimulator();

const GET_MANY = { resource: 'voiceTemplate', operation: 'getMany', returnAll: true };
const getMany = async () => runTalkover(talkover(), GET_MANY);

/** The requests for files, which are outside the API. */
const downloads = () => talkover().requests.filter(({ url }) => !url.startsWith('/api/v1/'));

test('Get Many returns one item per voice, each with the name of its group', async () => {
	const voices = jsonOf(await getMany());

	expect(voices.map(({ display_name: name }) => name)).toEqual([
		'Bianca',
		'Bianca',
		'Amy',
		'Brian',
	]);
	expect(voices[1]).toEqual({
		display_name: 'Bianca',
		id: 'voice-template-uuid-2',
		name: 'Bianca',
		gender: 'female',
		language: 'pt-BR',
		quality_tier: 'pro',
		cost: '0.16',
	});
});

test.each([[{ display_name: 'Amy' }], [{ display_name: 'Amy', voices: ['Amy'] }], ['Amy']])(
	'a response with the group %j is an error',
	async (group) => {
		talkover().answer(200, { success: true, data: [{ display_name: 'None', voices: [] }, group] });

		expect(shownError(await getMany()).message).toContain(
			"This node can't read Talkover's response (HTTP 200) – The response begins with: ",
		);
	},
);

test('the demo of a voice is returned as an MP3 file that is downloaded without the API token', async () => {
	const result = await runTalkover(talkover(), GET_DEMO);

	expect(result.error).toBeUndefined();
	const [item] = result.output('Talkover')[0] ?? [];
	const file = item?.binary?.data;
	if (!file) throw new Error('There is no file');
	expect(file).toMatchObject({ mimeType: 'audio/mpeg', fileName: 'voice-demo.mp3' });
	expect((await Container.get(BinaryDataService).getAsBuffer(file)).equals(MP3)).toBe(true);
	const path = `/storage/demo-audio/${SEED.voiceTemplateId}.mp3`;
	expect(item.json).toEqual({ mp3_url: `${new URL(talkover().url).origin}${path}` });
	expect(talkover().requests.map(({ url }) => url)).toEqual([
		`/api/v1/voice-templates/${SEED.voiceTemplateId}/demo`,
		path,
	]);
	expect(talkover().requests[0]?.headers.authorization).toBe(`Bearer ${talkover().token}`);
	const headers = downloads()[0]?.headers;
	expect(JSON.stringify(headers)).not.toContain(talkover().token);
	expect(headers).not.toHaveProperty('authorization');
});

test.each([404, 403, 500])('a download with status %i reports it, once', async (status) => {
	const when = ({ url }: { readonly url: string }) => url.startsWith('/storage/');
	talkover().answer(status, 'Gone', { when });

	const { message, lines } = shownError(await runTalkover(talkover(), GET_DEMO));

	expect(message).toBe(`The file couldn't be downloaded (HTTP ${status})`);
	expect(lines).toEqual(['Run it again to get a new link: file links expire after a short time']);
	expect(downloads()).toHaveLength(1);
});
