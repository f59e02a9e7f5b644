declare module 'zendesk_app_framework_sdk' {
  const sdk: import('./sdk.ts').Sdk;
  export default sdk;
}
