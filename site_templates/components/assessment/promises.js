// What is promised for a report made now, or at a moment that the reader plans: each deadline by the desk's clock and
// by the reader's own. The arithmetic is in deadlines.js.

/**
 * Fill in the deadlines of the result's view, and recalculate them when the moment changes. `worst` is a level, `at` the
 * moment that was chosen before (null: now), and `handOver` fills in what the reader may copy.
 */
function countPromises(view, page, worst, at, handOver) {
  const { data, messages, calendar } = page;
  const desk = data.calendar.zone;
  const field = view.querySelector("input[type=datetime-local]");
  const counted = view.querySelector('[data-part="counted"]');
  const soonest = view.querySelector('[data-part="soonest"]');
  const cells = [...view.querySelectorAll("[data-promise]")];
  view.querySelector('[data-slot="zone"]').textContent = page.zone;
  // A reader whose clock shows the same as the desk's sees the time only once.
  const bothClocks = (minute) => {
    const [there, here] = [desk, page.zone].map((zone) => JSON.stringify(wallClock(minute, zone)));
    const own = there === here ? "" : fill(messages.own, { moment: page.moment(minute) });
    return { atDesk: page.moment(minute, desk), own };
  };
  const update = () => {
    const lines = [];
    const planned = Boolean(field.value);
    const reported = Math.floor((planned ? new Date(field.value).getTime() : Date.now()) / 60000);
    const deadline = (target) => due(calendar, reported, target.amount, target.unit);
    counted.textContent = fill(planned ? messages.planned : messages.now, { moment: page.moment(reported) });
    for (const cell of cells) {
      const { targets } = data.levels.find(({ id }) => id === cell.dataset.level);
      const minute = deadline(targets.find(({ id }) => id === cell.dataset.promise));
      const moments = minute === null ? { atDesk: messages.notKnown, own: "" } : bothClocks(minute);
      cell.querySelector('[data-slot="desk"]').textContent = moments.atDesk;
      cell.querySelector('[data-slot="own"]').textContent = moments.own;
      const [what, within] = [...cell.parentElement.cells].map((one) => one.textContent.trim());
      if (cell.dataset.level === worst.id) lines.push(fill(messages.textPromise, { what, within, by: moments.atDesk }));
    }
    const first = deadline(worst.targets[0]);
    soonest.hidden = first === null;
    if (first !== null) {
      const own = page.moment(first);
      const moment = bothClocks(first).own ? fill(messages.both, { own, desk: page.moment(first, desk) }) : own;
      soonest.textContent = fill(planned ? messages.soonestPlanned : messages.soonest, { moment });
    }
    return handOver(planned ? reported : null, counted.textContent, lines);
  };
  // The address keeps the moment, too, for whoever reloads the page or copies the address itself.
  const chosen = () => history.replaceState(null, "", update());
  field.addEventListener("input", chosen);
  view.querySelector('[data-part="now"]').addEventListener("click", () => {
    field.value = "";
    chosen();
  });
  if (at !== null) field.value = localTime(at);
  update();
}
