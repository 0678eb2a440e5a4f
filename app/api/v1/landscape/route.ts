import { CALLS } from "@/lib/api/contract/calls";
import { askLandscape } from "@/lib/api/landscape-control";
import { route } from "@/lib/api/route";

const { landscape, changeLandscape } = CALLS;

export const GET = route({ role: "viewer", call: landscape }, (_, { configuration }) =>
  askLandscape(configuration, { method: "GET", path: "/", reply: landscape.reply }),
);

export const PATCH = route({ role: "operator", call: changeLandscape }, ({ body }, { configuration }) =>
  askLandscape(configuration, { method: "PATCH", path: "/", body, reply: changeLandscape.reply }),
);
