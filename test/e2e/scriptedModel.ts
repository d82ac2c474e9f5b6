import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** The next action of the model: it uses its tool once for each of these arguments, or responds with text. */
export type Turn = { readonly use: readonly object[] } | { readonly say: string };

/** A tool as a request describes it to the model. */
export interface DescribedTool {
	readonly name: string;
	readonly description: string;
	readonly parameters: {
		readonly properties: Readonly<Record<string, { type?: string; description?: string }>>;
		readonly required?: readonly string[];
	};
}

interface ChatRequest {
	readonly messages: readonly { readonly role: string; readonly content: string }[];
	readonly tools?: readonly { readonly function: DescribedTool }[];
}

/** A scripted model with OpenAI's chat completions API, on loopback. */
export interface ScriptedModel {
	/** The Base URL for the credential. */
	readonly url: string;
	/** Sets its next actions, one turn per request. */
	play(...turns: Turn[]): void;
	/** The tools in the last request. */
	tools(): DescribedTool[];
	/** The responses of its tools in the last request. */
	answers(): string[];
	/** The number of remaining turns. */
	readonly left: number;
	close(): Promise<void>;
}

export async function startScriptedModel(): Promise<ScriptedModel> {
	const script: Turn[] = [];
	let last: ChatRequest = { messages: [] };
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		last = (await json(request)) as ChatRequest;
		const turn = script.shift() ?? { say: 'The script is over.' };
		response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(completion(turn, last)));
	};
	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			response.statusCode = 500;
			response.end(String(error));
		});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${String(port)}/v1`,
		play: (...turns) => {
			script.splice(0, script.length, ...turns);
		},
		tools: () => (last.tools ?? []).map((tool) => tool.function),
		answers: () =>
			last.messages.filter(({ role }) => role === 'tool').map(({ content }) => content),
		get left() {
			return script.length;
		},
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

/** A response in the form of OpenAI's API reference. */
function completion(turn: Turn, { messages, tools }: ChatRequest): object {
	const name = tools?.[0]?.function.name;
	const uses = 'use' in turn ? turn.use : [];
	const calls = uses.map((args, index) => ({
		id: `call_${messages.length}_${index}`,
		type: 'function',
		function: { name, arguments: JSON.stringify(args) },
	}));
	const content = 'say' in turn ? turn.say : null;
	const message = {
		role: 'assistant',
		content,
		...(calls.length > 0 ? { tool_calls: calls } : {}),
	};
	return {
		id: `chatcmpl-${messages.length}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
