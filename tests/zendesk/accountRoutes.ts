import { timeOf } from './json.ts';
import { noSuchRecord } from './refusals.ts';
import type { Route } from './route.ts';
import type { Answer, Ask } from './world.ts';

export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: '/api/v2/account/settings',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['settings'] },
    example: { path: '/api/v2/account/settings' },
    answer: settings,
  },
  {
    method: 'GET',
    pattern: '/api/v2/custom_roles/{id}',
    query: [],
    side: 'support',
    who: 'agents',
    success: { status: 200, keys: ['custom_role'] },
    example: { path: '/api/v2/custom_roles/360001' },
    answer: customRole,
  },
];

function settings(ask: Ask): Answer {
  const { settings: set } = ask.world.account;
  return {
    status: 200,
    body: {
      settings: {
        active_features: { voice: set.voiceEnabled, user_tagging: set.userTagging, explore: true },
        agents: { agent_workspace: set.agentWorkspace },
        tickets: { agent_ticket_deletion: set.agentTicketDeletion },
        voice: {
          enabled: set.voiceEnabled,
          logging: true,
          outbound_enabled: true,
          recordings_public: set.recordingsPublic,
        },
      },
    },
  };
}

function customRole(ask: Ask): Answer {
  const { account } = ask.world;
  const role = account.customRoles.get(Number(ask.params['id']));
  if (!role) return noSuchRecord();
  return {
    status: 200,
    body: {
      custom_role: {
        id: role.id,
        name: role.name,
        description: '',
        role_type: role.roleType,
        created_at: timeOf(account.madeAt),
        updated_at: timeOf(account.madeAt),
        configuration: {
          ticket_access: role.ticketAccess,
          ticket_deletion: role.ticketDeletion,
          view_deleted_tickets: role.viewDeletedTickets,
          end_user_profile_access: role.endUserProfileAccess,
          light_agent: role.lightAgent,
          voice_access: true,
          view_audit_logs: false,
        },
      },
    },
  };
}
