import type { IDataObject } from 'n8n-workflow';

import type { Examples } from './example';
import { chosen, deleted } from './example';

const campaignId = chosen('campaign-uuid-1');

const settings = {
	description: 'Outbound sales campaign for Q1',
	endDate: '2024-03-31',
	initialCallDelay: 60,
	maxRetries: 5,
	autoComplete: true,
	retryOnNoConversion: false,
	retryCooldownHours: 48,
	enablePostCompletionCooldown: true,
	postCompletionCooldownHours: 168,
	successCooldownHours: 168,
	voicemailCooldownHours: 24,
	noAnswerCooldownHours: 24,
	busyCooldownHours: 1,
	failedCooldownHours: 24,
	doNotCallEnabled: true,
	doNotCallListSource: 'custom',
	doNotCallCustomList: '+12125550123, +1 212 555 0124',
	autoAddToDncEnabled: true,
	autoDncTriggerStatuses: 'completed, voicemail',
	autoDncTriggerErrors: 'invalid_number, disconnected',
};

const schedule = {
	startDate: '2024-01-01',
	daysOfWeek: ['1', '2', '3', '4', '5'],
	callTimeRanges: { range: [{ start: '09:00', end: '17:00' }] },
	timezone: 'America/New_York',
};

export const campaign: Examples = {
	'campaign.create': {
		operationId: 'createCampaign',
		parameters: {
			name: 'Sales Campaign Q1',
			campaignType: 'sales',
			agentId: chosen('agent-uuid-1'),
			...schedule,
			additionalFields: settings,
		},
	},
	'campaign.delete': { operationId: 'deleteCampaign', parameters: { campaignId }, output: deleted },
	'campaign.exportToSftp': {
		operationId: 'triggerCampaignSftpExport',
		parameters: { campaignId, fileDataIds: ['file-uuid-1', 'file-uuid-2'] },
	},
	'campaign.get': { operationId: 'getCampaign', parameters: { campaignId } },
	'campaign.getMany': {
		operationId: 'listCampaigns',
		parameters: {
			filters: {
				status: 'active',
				campaignType: 'sales',
				agentId: 'agent-uuid-1',
				dateFrom: '2024-01-01',
				dateTo: '2024-01-31',
				search: 'Sales',
			},
		},
	},
	'campaign.getSftpLogs': { operationId: 'listCampaignSftpLogs', parameters: { campaignId } },
	'campaign.importFromSftp': {
		operationId: 'triggerCampaignSftpImport',
		parameters: { campaignId },
	},
	'campaign.update': {
		operationId: 'updateCampaign',
		parameters: {
			campaignId,
			updateFields: {
				name: 'Sales Campaign Q1',
				campaignType: 'sales',
				agentId: 'agent-uuid-1',
				...schedule,
				...settings,
			},
		},
	},
	'campaign.update, without an end': {
		operationId: 'updateCampaign',
		parameters: { campaignId, updateFields: { removeEndDate: true } },
	},
	'campaign.updateStatus': {
		operationId: 'updateCampaignStatus',
		parameters: { campaignId, status: 'active' },
		output: (data) => [{ changed: true, ...(data as IDataObject) }],
		leftOut: {
			status:
				'Without draft, which the reference lists among the values: no change leads back to it',
		},
	},
};
