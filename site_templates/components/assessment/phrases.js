// Writes phrases and moments, with the messages and the date format that the page gives. Pure.

/** Fill in the placeholders of a phrase, such as `{level}`. */
function fill(phrase, values) {
  return phrase.replace(/\{(\w+)\}/g, (place, name) => (Object.hasOwn(values, name) ? values[name] : place));
}

/** Return the wall-clock parts of a moment (minutes since 1970) in a time zone. */
function wallClock(minute, zone) {
  const options = { timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" };
  const parts = new Intl.DateTimeFormat("en", options).formatToParts(minute * 60000);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** Return a moment (minutes since 1970) as a field for a local time has it, in the reader's time zone. */
function localTime(minute) {
  const offset = new Date(minute * 60000).getTimezoneOffset();
  return new Date((minute - offset) * 60000).toISOString().slice(0, 16);
}

/** Return the day of a moment in words, as the page writes days. */
function dayIn(minute, zone, messages) {
  const clock = wallClock(minute, zone);
  return fill(messages.day, { ...clock, month: messages.months[clock.month - 1] });
}

/** Return a moment in words: the day, the time of day and the zone. */
function momentIn(minute, zone, messages, language) {
  const { hour, minute: minutes } = wallClock(minute, zone);
  const weekday = new Intl.DateTimeFormat(language, { timeZone: zone, weekday: "long" }).format(minute * 60000);
  return fill(messages.moment, { weekday, day: dayIn(minute, zone, messages), time: `${hour}:${minutes}`, zone });
}
