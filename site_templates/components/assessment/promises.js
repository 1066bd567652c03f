// What is promised for a report made now, or at a moment that the reader plans: each deadline by the desk's clock and
// by the reader's own. The arithmetic is in deadlines.js.

/** Fill in the deadlines of the result's view, and recalculate them when the moment changes. `worst` is a level. */
function countPromises(view, page, worst) {
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
    }
    const first = deadline(worst.targets[0]);
    soonest.hidden = first === null;
    if (first !== null) soonest.textContent = fill(planned ? messages.soonestPlanned : messages.soonest, { moment: page.moment(first) });
  };
  field.addEventListener("input", update);
  view.querySelector('[data-part="now"]').addEventListener("click", () => {
    field.value = "";
    update();
  });
  update();
}
