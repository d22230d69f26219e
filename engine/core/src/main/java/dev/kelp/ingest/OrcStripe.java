package dev.kelp.ingest;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The streams of one stripe of an ORC file, by column and kind. */
final class OrcStripe {
    static final int PRESENT = 0;
    static final int DATA = 1;
    static final int LENGTH = 2;
    static final int DICTIONARY = 3;
    static final int SECONDARY = 5;

    private final OrcFile file;
    private final long rows;
    private final ZoneId zone;
    private final List<ProtoMessage> encodings;
    private final Map<Long, long[]> places = new HashMap<>();

    OrcStripe(OrcFile file, ProtoMessage stripe) throws IOException, Malformed {
        this.file = file;
        this.rows = stripe.number(5);
        long start = stripe.number(1);
        long data = start + stripe.number(2) + stripe.number(3);
        ProtoMessage footer = file.message(data, stripe.number(4));
        this.encodings = footer.messages(2);
        long at = start;
        for (ProtoMessage stream : footer.messages(1)) {
            long length = stream.number(3);
            if (length < 0 || length > data - at) {
                throw new Malformed("is damaged: a column lies outside its stripe", true);
            }
            places.put(stream.number(2) << 8 | stream.number(1) & 0xff, new long[] {at, length});
            at += length;
        }
        List<String> zones = footer.texts(3);
        try {
            this.zone = zones.isEmpty() || zones.get(0).isEmpty()
                    ? ZoneOffset.UTC
                    : ZoneId.of(zones.get(0), ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new Malformed(
                    "was written in an unknown time zone '" + TextCells.shortened(zones.get(0)) + "'", true);
        }
    }

    long rows() {
        return rows;
    }

    /** The zone that the writer's datetimes without a zone are of. */
    ZoneId zone() {
        return zone;
    }

    /** The stream of a column, null where the stripe has none. */
    @Nullable
    OrcStream optional(int column, int kind) throws Malformed {
        long[] place = places.get((long) column << 8 | kind);
        return place == null ? null : file.stream(place[0], place[1]);
    }

    OrcStream stream(int column, int kind) throws Malformed {
        OrcStream stream = optional(column, kind);
        // Where all values are null writers leave the stream out; reading from it would be a fault.
        return stream == null ? file.stream(0, 0) : stream;
    }

    OrcNumbers numbers(int column, int kind, boolean signed) throws Malformed {
        return new OrcNumbers(stream(column, kind), signed, encoding(column) >= 2);
    }

    boolean hasDictionary(int column) throws Malformed {
        return encoding(column) % 2 == 1;
    }

    int dictionarySize(int column) throws Malformed {
        long size = encodings.get(column).number(2);
        if (size < 0 || size > 1 << 26) {
            throw new Malformed("is damaged: a dictionary has " + size + " entries", true);
        }
        return (int) size;
    }

    private int encoding(int column) throws Malformed {
        long encoding = column < encodings.size() ? encodings.get(column).number(1) : -1;
        if (encoding < 0 || encoding > 3) {
            throw new Malformed("is damaged: a column has no encoding", true);
        }
        return (int) encoding;
    }
}
