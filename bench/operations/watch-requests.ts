import type { Service } from "../serve.ts";

/** The service, with every request shown to `note` before it is answered. */
export function watchRequests<Kind extends Service>(
  service: Kind,
  note: (request: Request) => void | Promise<void>,
): Kind {
  const fetch = async (request: Request): Promise<Response> => {
    await note(request);
    return await service.fetch(request);
  };
  return { ...service, fetch };
}
