import { CAMPAIGN_IDS } from './campaigns';
import { SIP_IDS } from './sipTrunks';

/** Well-known ids, so that examples and tests can name what is there from the start. */
export const SEED = {
	supportAgentId: '550e8400-e29b-41d4-a716-446655440000',
	salesAgentId: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
	draftAgentId: '16fd2706-8baf-433b-82eb-8c7fada847da',
	phoneNumberIds: ['phone-uuid-1', 'phone-uuid-2', 'phone-uuid-3'],
	/** With an owner, an editor, and a connection to an outside calendar. */
	calendarId: 'calendar-uuid-1',
	/** With an owner and weekly hours alone. */
	plainCalendarId: 'calendar-uuid-2',
	eventId: 'event-uuid-1',
	ruleId: 'rule-uuid-1',
	calendarOwnerId: 'member-uuid-1',
	calendarEditorId: 'member-uuid-2',
	calendarProviderId: 'conn-uuid-1',
	/** Of the support agent; it is enabled. */
	webhookId: '9fcafbf2-7593-44d6-8cd7-1b221beba62a',
	/** Of that campaign. */
	campaignWebhookId: 'webhook-uuid-1',
	/** Speaks en-US; `voiceTemplateIdInPortuguese` does not. */
	voiceTemplateId: 'voice-template-uuid-3',
	voiceTemplateIdInPortuguese: 'voice-template-uuid-1',
	/** On a call with the sales agent. */
	busyPhone: '+15551234567',
	...CAMPAIGN_IDS,
	/** A contact file of the active campaign. */
	campaignFileId: 'file-uuid-1',
	/** Still to be called by the active campaign. */
	queuedPhone: '+15557770003',
	/** What the support agent has been taught, and can do. */
	trainingIds: ['training-uuid-1', 'training-uuid-2'],
	actionIds: ['action-uuid-1', 'action-uuid-2'],
	...SIP_IDS,
	/** Of the third number. */
	pendingReleaseId: 'request-uuid-1',
	approvedReleaseId: 'request-uuid-2',
} as const;
