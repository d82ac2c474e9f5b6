/** The operations of Talkover's API that the node doesn't implement, by reason. */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
	"Part of setting up or removing a connection to a phone carrier: done once, with SIP credentials that don't belong in a workflow, and a mistake takes phone numbers out of service":
		[
			'createSipTrunk',
			'updateSipTrunk',
			'deleteSipTrunk',
			'verifySipTrunk',
			'createSipTrunkDid',
			'deleteSipTrunkDid',
		],
	"Part of setting up the SFTP connection of a campaign: done once, with credentials that don't belong in a workflow":
		['getCampaignSftp', 'createCampaignSftp', 'updateCampaignSftp', 'testCampaignSftpConnection'],
	'Charges a payment card, or changes when and how much is charged': [
		'updateAutoTopupSettings',
		'testAutoTopup',
		'disableAutoTopup',
	],
	'Lists the saved payment cards, which are needed only to charge one': [
		'listAutoTopupPaymentMethods',
	],
	"Requires the session token of a signed-in user; the environment's API token is not accepted": [
		'getCurrentUser',
		'listUserApiTokens',
		'createUserApiToken',
		'deleteUserApiToken',
		'getCreditsBalance',
		'purchaseCredits',
	],
	'Returns the address of a web page on which a person has to sign in and agree before the connection works':
		['createProviderConnection'],
	'Reports only that the API is up, without checking the API token': ['getHealth'],
};
