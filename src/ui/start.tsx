import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  RouterProvider,
  type AnyRoute,
} from '@tanstack/react-router';
import { createElement, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LiveNews, openProgressStream } from './api/live.ts';
import { LiveReads, newQueryClient } from './api/reads.tsx';
import { showWarning } from './feedback/notices.tsx';
import { startTexts, useTexts } from './i18n.ts';
import { KeysProvider } from './keys/KeysProvider.tsx';
import { ModulesContext, type WebModule, type WebRoute } from './module.ts';
import { useMay } from './session.ts';
import { Broken, NotAllowed, NotFound } from './shell/dead-ends.tsx';
import { ProofAsker } from './shell/ProofAsker.tsx';
import { SessionGate } from './shell/SessionGate.tsx';
import { SessionSourceContext, type SessionSource } from './shell/session-source.ts';
import { Shell } from './shell/Shell.tsx';
import { SlotContributions } from './slots.ts';
import { cssVariables, theme } from './theme.ts';

export interface DeskParts {
  readonly modules: readonly WebModule[];
  readonly session: SessionSource;
}

/** Puts the modules together into one application. */
export function startDesk(parts: DeskParts, place: HTMLElement): void {
  startTexts(parts.modules);
  // The scroll lock under a dialog adds a style element of its own and looks for the nonce under webpack's name.
  Object.assign(globalThis, { __webpack_nonce__: styleNonce() });
  const router = routerFor(parts.modules);
  const client = newQueryClient();
  const contributions = parts.modules.flatMap(({ slots }) => slots);
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={cssVariables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <DatesProvider settings={{ firstDayOfWeek: 0 }}>
          <QueryClientProvider client={client}>
            <ModulesContext value={parts.modules}>
              <SlotContributions value={contributions}>
                <SessionSourceContext value={parts.session}>
                  <Keyboard>
                    <Notifications position="bottom-center" limit={4} />
                    <RouterProvider router={router} />
                  </Keyboard>
                </SessionSourceContext>
              </SlotContributions>
            </ModulesContext>
          </QueryClientProvider>
        </DatesProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

function Keyboard({ children }: { readonly children: React.ReactNode }) {
  const t = useTexts('ui');
  return <KeysProvider onUnusedScan={() => showWarning(t('unusedScan'))}>{children}</KeysProvider>;
}

/** The server puts a fresh nonce into the page; the style elements that Mantine adds carry it. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

function routerFor(modules: readonly WebModule[]) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound, errorComponent: Broken });
  const news = new LiveNews({
    open: openProgressStream,
    after: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  });
  const framed = createRoute({
    getParentRoute: () => root,
    id: 'framed',
    component: () => (
      <SessionGate>
        <LiveReads news={news}>
          <ProofAsker>
            <Shell modules={modules}>
              <Outlet />
            </Shell>
          </ProofAsker>
        </LiveReads>
      </SessionGate>
    ),
  });
  const bare = createRoute({
    getParentRoute: () => root,
    id: 'bare',
    component: () => (
      <SessionGate>
        <Outlet />
      </SessionGate>
    ),
  });
  const all = modules.flatMap(({ routes }) => routes);
  const within = (parent: AnyRoute, frame: WebRoute<string>['frame']) =>
    all.filter((route) => route.frame === frame).map((route) => pageRoute(parent, route));
  const elsewhere = createRoute({ getParentRoute: () => framed, path: '$', component: NotFound });
  return createRouter({
    routeTree: root.addChildren([
      framed.addChildren([...within(framed, undefined), elsewhere]),
      bare.addChildren(within(bare, 'bare')),
      ...within(root, 'open'),
    ]),
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NotFound,
  });
}

function pageRoute(parent: AnyRoute, { path, page, permission }: WebRoute<string>): AnyRoute {
  const component = lazyRouteComponent(page);
  const Guarded = () => {
    const may = useMay();
    if (permission !== undefined && !may(permission)) return <NotAllowed permission={permission} />;
    return createElement(component);
  };
  return createRoute({ getParentRoute: () => parent, path, component: permission === undefined ? component : Guarded });
}
