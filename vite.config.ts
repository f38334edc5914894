import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Hashed files under `assets/`, nothing inline: the page's Content-Security-Policy allows only what carries its nonce. */
export default defineConfig({
  plugins: [react()],
  publicDir: 'src/ui/public',
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
});
