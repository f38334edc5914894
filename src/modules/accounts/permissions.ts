export const permissions = {
  'accounts/own-account': 'See who one is and manage one’s own sessions, password and passkeys; everybody signed in',
  'accounts/read-people': 'See who may sign in and which roles they hold',
  'accounts/manage-people': 'Invite and deactivate people, assign and end roles, reset second factors',
  'accounts/manage-clients': 'Register machine clients, issue and revoke their tokens',
} as const;
