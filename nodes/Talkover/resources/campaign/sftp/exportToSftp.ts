import type { Documented } from '../../../api/contract/documented';
import { requestFields } from '../../../api/contract/requestFields';
import { required } from '../../../parameters/field';
import { idList } from '../../../parameters/lists';
import { operation } from '../../../operation/operation';
import { resendUnknown } from '../../../operation/panel/options';
import { setOff } from '../../../operation/answers/shapes';
import { listInside } from '../../../pickers/listInside';
import type { Entries } from '../../../pickers/locator';
import { allOf } from '../../../pickers/locator';
import { displayText } from '../../../pickers/request';
import { campaignLocator } from '../../../shared/campaign';

/** The contact files of the selected campaign, from its own response (API reference: get-campaign). */
const files: Entries = {
	request: (chosen) => ({
		endpoint: 'getCampaign',
		path: ['campaigns', chosen('campaignId', 'Campaign')],
	}),
	data: listInside('files'),
	entry: ({ id, original_filename: name, status }: Documented<'CampaignFile'>) => ({
		name: displayText(name) || displayText(id),
		value: displayText(id),
		description: displayText(status),
	}),
};

const fileDataIds = idList({
	displayName: 'File Names or IDs',
	name: 'fileDataIds',
	method: 'getCampaignFiles',
	dependsOn: ['campaignId.value'],
	load: allOf(files, 'campaignId'),
	hint: 'The files of the campaign to export. In an expression, separate several IDs with commas.',
});

export const exportToSftp = operation({
	value: 'exportToSftp',
	name: 'Export Results to SFTP',
	action: 'Export the results of a campaign to SFTP',
	description: 'Start an export of result files to the SFTP server',
	fields: [campaignLocator, required(fileDataIds)],
	options: [resendUnknown],
	request: ({ campaignId, ...files }) => ({
		endpoint: 'triggerCampaignSftpExport',
		path: ['campaigns', campaignId, 'sftp', 'trigger-export'],
		body: requestFields('TriggerCampaignSftpExportRequest', files),
		// A second export may cause the same results to be processed twice.
		creates: {
			key: ['sftpExport'],
			toolKey: [...files.fileDataIds].sort(),
			label: 'the SFTP export',
			where: 'the SFTP logs of the campaign',
		},
	}),
	data: setOff,
});
