/** Carries out one happening of the agenda. What it is about may be gone by then; then nothing happens. */
import type { Cloud, Project } from "./cloud-state.ts";
import { removeDeployments } from "./deletion.ts";
import { reachStatus, sleepIfIdle } from "./deployment-life.ts";
import { joinAgent, startJob } from "./dispatch-life.ts";
import { findDeployment } from "./find.ts";
import type { Happening } from "./happening.ts";
import { failBuild } from "./release.ts";
import { endDraining, goLive } from "./rollout.ts";
import { closeRoomIfEmpty, leaveRoom } from "./room-life.ts";

export function carryOut(cloud: Cloud, happening: Happening): void {
  const project = cloud.state.projects.find(({ name }) => name === happening.project);
  if (project) carryOutIn(cloud, project, happening);
}

function carryOutIn(cloud: Cloud, project: Project, happening: Happening): void {
  const { at } = happening;
  switch (happening.kind) {
    case "deployment-reaches": {
      const deployment = findDeployment(project, happening.of);
      if (deployment?.chapter === happening.chapter)
        reachStatus(cloud, project, deployment, happening.status, at);
      return;
    }
    case "idle-check":
      sleepIfIdle(cloud, project, happening.of, at);
      return;
    case "version-goes-live":
    case "version-fails":
    case "version-drained":
    case "deployments-removed": {
      const agent = project.agents.find(({ id }) => id === happening.agentId);
      if (!agent) return;
      if (happening.kind === "version-goes-live") goLive(cloud, project, agent, happening, at);
      else if (happening.kind === "version-fails") failBuild(agent, happening);
      else if (happening.kind === "version-drained") endDraining(agent, happening.version);
      else removeDeployments(cloud, project, agent, happening.deployment, at);
      return;
    }
    case "job-starts":
      startJob(cloud, project, happening.dispatchId, at);
      return;
    case "agent-joins":
      joinAgent(cloud, project, happening.dispatchId, at);
      return;
    case "participant-leaves": {
      for (const room of project.rooms) {
        const participant = room.participants.find(({ sid }) => sid === happening.participantSid);
        if (participant) leaveRoom(cloud, project, room, participant, at);
      }
      return;
    }
    case "empty-check": {
      const room = project.rooms.find(({ sid }) => sid === happening.roomSid);
      if (room) closeRoomIfEmpty(cloud, project, room, at);
      return;
    }
  }
}
