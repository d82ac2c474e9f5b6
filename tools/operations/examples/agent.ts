import type { Examples } from './example';
import { agentId, chosen, deleted } from './example';

const EVERY_SETTING = {
	name: 'SupportBot',
	language: 'en-US',
	direction: 'inbound',
	description: 'Handles customer inquiries',
	initialMessage: 'Hello, how can I help you today?',
	enableRecording: false,
	phoneNumberIds: ['phone-uuid-1', 'phone-uuid-2'],
	additionalFields: {
		askIfHumanPresentOnIdle: true,
		conversationSpeed: 1.2,
		label: 'Customer Support Agent',
		whoSpeaksFirst: 'user',
		endpointingSensitivity: 'high',
		idleTimeSeconds: 10,
		initialIdleTimeSeconds: 20,
		initialMaxIdleCheckCount: 2,
		initialMessageDelay: 1,
		interruptSensitivity: 'high',
		ivrNavigationMode: 'on',
		llmTemperature: 0.8,
		maxCallDurationSeconds: 900,
		maxIdleCheckCount: 5,
		sayGoodbyeOnMaxDuration: false,
		userInactivityTimeoutSeconds: 60,
	},
};

const created = (agent: unknown) => [{ created: true, changed: [], ...(agent as object) }];

export const agent: Examples = {
	'agent.checkOptimizedCosts': {
		operationId: 'checkAgentOptimizedCostsEligibility',
		parameters: { agentId },
	},
	'agent.create': {
		operationId: 'createAgent',
		parameters: { name: 'SupportBot', language: 'en-US', direction: 'inbound' },
	},
	'agent.create, with every setting': { operationId: 'createAgent', parameters: EVERY_SETTING },
	'agent.upsert': {
		operationId: 'createAgent',
		parameters: { name: 'A New Agent', language: 'en-US', direction: 'inbound' },
		output: created,
	},
	'agent.upsert, with every setting': {
		operationId: 'createAgent',
		parameters: { ...EVERY_SETTING, name: 'A New Agent' },
		output: created,
	},
	'agent.delete': { operationId: 'deleteAgent', parameters: { agentId }, output: deleted },
	'agent.get': { operationId: 'getAgent', parameters: { agentId } },
	'agent.getMany': {
		operationId: 'listAgents',
		parameters: { filters: { direction: 'outbound', search: 'sales', status: 'published' } },
	},
	'agent.getPricing': { operationId: 'getAgentPricing', parameters: { agentId } },
	'agent.getPricingSummary': { operationId: 'getAgentPricingSummary', parameters: { agentId } },
	'agent.publish': { operationId: 'publishAgent', parameters: { agentId } },
	'agent.unpublish': { operationId: 'unpublishAgent', parameters: { agentId } },
	'agent.updateAdvancedSettings': {
		operationId: 'updateAgentAdvancedSettings',
		parameters: { agentId, enableInitialMessageCache: true },
	},
	'agent.updateCalling': {
		operationId: 'updateAgentCalling',
		parameters: {
			agentId,
			direction: 'outbound',
			phoneNumberIds: ['phone-uuid-1', 'phone-uuid-2'],
		},
	},
	'agent.updateKnowledge': {
		operationId: 'updateAgentKnowledge',
		parameters: {
			agentId,
			description: 'Updated agent description',
			initialMessage: 'Hello! How may I assist you today?',
			updateFields: {
				interruptSensitivity: 'high',
				askIfHumanPresentOnIdle: true,
				initialMessageDelay: 2,
			},
			llmTemperature: 0.8,
		},
	},
	'agent.updateVoice': {
		operationId: 'updateAgentVoice',
		parameters: {
			agentId,
			voiceTemplateId: chosen('voice-template-uuid'),
			whoSpeaksFirst: 'agent',
			language: 'en-US',
			updateFields: {
				conversationSpeed: 1.2,
				ambientBackground: 'office',
				ambientVolume: 0.5,
				similarity: 0.75,
				stability: 0.8,
			},
		},
	},
};
