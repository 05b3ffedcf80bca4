import type { Plan } from "./block-schemas.ts";

const MARKS = {
  complete: { mark: "✓", label: "done" },
  in_progress: { mark: "▸", label: "under way" },
  pending: { mark: "○", label: "to do" },
  error: { mark: "✗", label: "failed" },
} as const;

/** A timeline, a line for each task. The library takes a box for each and tells three states by a colour only. */
export function PlanBlock({ plan }: { readonly plan: Plan }) {
  return (
    <section className="plan" aria-label={plan.title}>
      <h3>{plan.title}</h3>
      <ol>
        {plan.tasks.map(({ task_id: id, title, status }) => (
          <li key={id} className={status}>
            <span role="img" aria-label={MARKS[status].label}>
              {MARKS[status].mark}
            </span>
            {title}
          </li>
        ))}
      </ol>
    </section>
  );
}
