import { resetModuleState } from '../../nodes/Talkover/account/moduleState';

// What the runs of a process share, and what a test replaces, must not reach the next test.
afterEach(() => {
	resetModuleState();
	jest.restoreAllMocks();
});
