/** Where the OAuth 2.0 server answers, below the address of the desk. */
export const PATHS = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  introspection: '/oauth/introspect',
  revocation: '/oauth/revoke',
  jwks: '/oauth/keys',
} as const;

/** Seconds that a fetched token works: what SMART App Launch 2 recommends for backend services. */
export const TOKEN_SECONDS = 300;

/** Seconds that the token of an app works in the name of a person. */
export const APP_TOKEN_SECONDS = 1_800;

/** SMART App Launch 2, conformance: `.well-known/smart-configuration` of the FHIR base. It names what works, no more. */
export function deriveSmartConfiguration(publicUrl: string) {
  return {
    issuer: publicUrl,
    jwks_uri: publicUrl + PATHS.jwks,
    authorization_endpoint: publicUrl + PATHS.authorization,
    token_endpoint: publicUrl + PATHS.token,
    token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'],
    token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    introspection_endpoint: publicUrl + PATHS.introspection,
    revocation_endpoint: publicUrl + PATHS.revocation,
    management_endpoint: `${publicUrl}/account`,
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types_supported: ['code'],
    scopes_supported: [
      ...['openid', 'fhirUser', 'launch/patient', 'offline_access', 'online_access'],
      ...['patient/*.rs', 'user/*.rs', 'system/*.cruds', 'system/*.rs', 'system/AuditEvent.rs'],
    ],
    code_challenge_methods_supported: ['S256'],
    capabilities: [
      ...['launch-standalone', 'client-public', 'client-confidential-asymmetric', 'sso-openid-connect'],
      ...['context-standalone-patient', 'permission-offline', 'permission-online', 'permission-patient'],
      ...['permission-user', 'permission-v1', 'permission-v2'],
    ],
  };
}
