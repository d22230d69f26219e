package dev.kelp.soak;

import java.time.Duration;
import java.util.Locale;

/** The periods of a run: each is a small part of it, so that all that waits for its age goes many times. */
record Times(Duration run) {
    /** How long rows are kept: what {@code SoftDeletePeriod} says. */
    Duration retention() {
        return part(15);
    }

    /** How long snapshots can be travelled to: the setting {@code expire_older_than}. */
    Duration history() {
        return part(30);
    }

    /** How long files that nothing needs stay: the setting {@code delete_older_than}. */
    Duration grace() {
        return part(60);
    }

    /** How long the catalogue knows of batches, operations and purges. */
    Duration records() {
        return part(20);
    }

    /** How long rows lie inside the catalogue: what {@code MaximumBatchingTimeSpan} says, which is ten seconds at least. */
    Duration batching() {
        return part(180).toSeconds() < 10 ? Duration.ofSeconds(10) : part(180);
    }

    /** How often the background looks after extents, snapshots and files. */
    Duration upkeep() {
        return part(180);
    }

    /** Between two measurements. */
    Duration sample() {
        return part(30);
    }

    /** What is older and there was forgotten: rows of a merged extent go a little later than their own time. */
    Duration longest() {
        return retention()
                .plus(retention().dividedBy(2))
                .plus(batching())
                .plus(upkeep().multipliedBy(3))
                .plusSeconds(20);
    }

    private Duration part(long of) {
        Duration part = run.dividedBy(of);
        return part.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : Duration.ofSeconds(part.toSeconds());
    }

    /** As Kusto writes it. */
    static String timespan(Duration time) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
