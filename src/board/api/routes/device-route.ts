// What a comparison of a space is made of: its devices with their newest reports.
import { devicesSchema } from '../../../results/board/board-documents.ts';
import type { ReportedDevice } from '../../store/device-store.ts';
import { enter } from '../enter.ts';
import { entryDocument } from '../entry-document.ts';
import { jsonText } from '../json-text.ts';
import { queryOf } from '../request.ts';
import type { Route } from '../route.ts';
import { devicesQuerySchema } from '../schemas.ts';

export const deviceRoute: Route = {
  id: 'listDevices',
  method: 'get',
  path: '/spaces/{space}/devices',
  summary:
    'The devices of a space, the most recently submitted to first, a page at a time: how many reports the filter leaves of each, and the newest of them.',
  token: 'read',
  query: devicesQuerySchema,
  answer: {
    status: 200,
    description: 'A page, and where the next one begins.',
    content: { 'application/json': devicesSchema },
  },
  refusals: [],
  cost: 1,
  handle: async (context, board) => {
    const { space } = await enter(context, board, 'read');
    const { device, ...query } = queryOf(context, devicesQuerySchema);
    const page = await board.devices.list(space.id, { ...query, devices: device });
    const devices = page.devices.map(deviceDocument).join();
    return jsonText(context, `{"devices":[${devices}],"next":${String(page.next ?? null)}}`);
  },
};

/** @returns JSON text. */
function deviceDocument({ device, reports, newest }: ReportedDevice): string {
  const rest = JSON.stringify({ device, deviceName: newest[0].deviceName, reports });
  return `${rest.slice(0, -1)},"newest":[${newest.map(entryDocument).join()}]}`;
}
