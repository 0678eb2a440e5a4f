"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useMemo } from "react";
import { type LinkProps, type Navigation, NavigationProvider } from "@/components/ui/navigation";

/** The only place where the console's components meet Next's router. */
export function Router({ children }: { children: ReactNode }) {
  const pathname = usePathname();
  const router = useRouter();
  const navigation = useMemo<Navigation>(
    () => ({ pathname, navigate: (href) => router.push(href), Link: RouterLink }),
    [pathname, router],
  );
  return (
    <NuqsAdapter>
      <NavigationProvider value={navigation}>{children}</NavigationProvider>
    </NuqsAdapter>
  );
}

/** No prefetching: a list of ten thousand cases would ask for ten thousand pages. */
function RouterLink({ href, children, onClick, ...rest }: LinkProps) {
  return (
    <Link href={href} prefetch={false} onClick={() => onClick?.()} {...rest}>
      {children}
    </Link>
  );
}
