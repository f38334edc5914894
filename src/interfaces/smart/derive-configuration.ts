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

/** SMART App Launch 2, conformance: `.well-known/smart-configuration` of the FHIR base. */
export function deriveSmartConfiguration(publicUrl: string) {
  return {
    issuer: publicUrl,
    jwks_uri: publicUrl + PATHS.jwks,
    token_endpoint: publicUrl + PATHS.token,
    token_endpoint_auth_methods_supported: ['private_key_jwt'],
    token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    introspection_endpoint: publicUrl + PATHS.introspection,
    revocation_endpoint: publicUrl + PATHS.revocation,
    grant_types_supported: ['client_credentials'],
    scopes_supported: ['system/*.cruds', 'system/*.rs', 'system/Patient.rs', 'system/DocumentReference.crs'],
    code_challenge_methods_supported: ['S256'],
    capabilities: ['client-confidential-asymmetric', 'permission-v1', 'permission-v2'],
  };
}
