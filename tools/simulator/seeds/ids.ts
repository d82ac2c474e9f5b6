/** Fixed IDs, so that examples and tests can refer to the initial state. */
export const SEED = {
	supportAgentId: '550e8400-e29b-41d4-a716-446655440000',
	salesAgentId: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
	draftAgentId: '16fd2706-8baf-433b-82eb-8c7fada847da',
	phoneNumberIds: ['phone-uuid-1', 'phone-uuid-2', 'phone-uuid-3'],
	/** Has an owner, an editor, and a connection to an external calendar. */
	calendarId: 'calendar-uuid-1',
	/** Has only an owner and weekly hours. */
	plainCalendarId: 'calendar-uuid-2',
	eventId: 'event-uuid-1',
	ruleId: 'rule-uuid-1',
	calendarOwnerId: 'member-uuid-1',
	calendarEditorId: 'member-uuid-2',
	calendarProviderId: 'conn-uuid-1',
	/** Belongs to the support agent and is enabled. */
	webhookId: '9fcafbf2-7593-44d6-8cd7-1b221beba62a',
	/** Belongs to that campaign. */
	campaignWebhookId: 'webhook-uuid-1',
	/** Speaks en-US; `voiceTemplateIdInPortuguese` does not. */
	voiceTemplateId: 'voice-template-uuid-3',
	voiceTemplateIdInPortuguese: 'voice-template-uuid-1',
	/** In progress, with the sales agent. */
	busyPhone: '+12125550123',
	activeCampaignId: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
	draftCampaignId: '3d813cbb-47fb-42ba-91df-831e1593ac29',
	/** A contact file of the active campaign. */
	campaignFileId: 'file-uuid-1',
	/** Training and action of the support agent. */
	trainingIds: ['training-uuid-1', 'training-uuid-2'],
	actionIds: ['action-uuid-1', 'action-uuid-2'],
	/** Belongs to the third number. */
	pendingReleaseId: 'request-uuid-1',
} as const;
