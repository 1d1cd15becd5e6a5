// Whether this is `npm run test:full`: what takes long on a software adapter is tested only then.
export const FULL: boolean = process.env['FLOPSCOPE_TEST_FULL'] === '1';
