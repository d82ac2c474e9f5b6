import { exampleFiles, readExample } from '../../../tools/scripts/examples/files';
import { triggersOf } from '../../../tools/scripts/examples/workflow';
import { test } from './support/fixtures';

for (const file of exampleFiles()) {
	test(`the example ${file} is imported and executed for its picture`, async ({
		example,
		editor,
	}) => {
		await editor.page.setViewportSize({ width: 1440, height: 720 });
		await example.import(file);
		for (const trigger of triggersOf(readExample(file))) await example.executeFrom(trigger);

		await example.picture(file);
	});
}
