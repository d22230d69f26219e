package dev.kelp.server;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.kelp.Answer;
import dev.kelp.types.Ticks;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** The answer to one call in one version of the protocol, written front to back as its rows come. */
interface Reply {

    /** The versions, and the one sort of answer that looks different within the first. */
    enum Protocol {
        QUERY_V1,
        COMMAND_V1,
        V2;

        Reply reply(Telling telling) {
            return this == V2 ? new VersionTwo(telling) : new VersionOne(telling, this == COMMAND_V1);
        }
    }

    /**
     * What every reply is written from.
     *
     * @param sent whether a part of the reply is on its way, so that failures must be told within it
     */
    record Telling(JsonGenerator json, Call call, Settings settings, Clock clock, Instant began, BooleanSupplier sent) {

        JsonRows rows() {
            return new JsonRows(json, settings.limits());
        }

        /** Now, as a datetime's carrier. */
        long ticks() {
            return Ticks.fromMicros(clock.millis() * 1000);
        }

        /** Seconds since the call came in, and what was sent, as the JSON object of a statistics row. */
        String statistics(JsonRows rows) {
            Duration took = Duration.between(began, clock.instant());
            return String.format(
                    Locale.ROOT,
                    "{\"ExecutionTime\":%.7f,\"dataset_statistics\":[{\"table_row_count\":%d,\"table_size\":%d}]}",
                    took.toNanos() / 1e9,
                    rows.sentRows(),
                    rows.sentBytes());
        }
    }

    /**
     * Writes the whole reply.
     *
     * @throws dev.kelp.text.KqlException where the query fails before a byte was sent
     */
    void write(Answer answer) throws IOException;
}
