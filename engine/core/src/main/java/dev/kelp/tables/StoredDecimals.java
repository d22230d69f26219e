package dev.kelp.tables;

import dev.kelp.types.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Which decimals the form that Kelp stores them in, DECIMAL(38,18), has room for; the text of others lies beside them. */
public final class StoredDecimals {
    /** Digits before the point. */
    private static final int WHOLE = 20;

    /** Digits after the point. */
    private static final int SCALE = 18;

    private StoredDecimals() {}

    /** Whether there is room for a canonical text. */
    public static boolean hold(String canonical) {
        int point = canonical.indexOf('.');
        int whole = (point < 0 ? canonical.length() : point) - (canonical.startsWith("-") ? 1 : 0);
        return whole <= WHOLE && (point < 0 || canonical.length() - point - 1 <= SCALE);
    }

    /** The nearest canonical text that there is room for, null where all are too large. */
    public static @Nullable String nearest(String canonical) {
        if (hold(canonical)) {
            return canonical;
        }
        String nearest = Decimals.of(new BigDecimal(canonical).setScale(SCALE, RoundingMode.HALF_UP));
        return hold(nearest) ? nearest : null;
    }

    /** The same as {@link #hold} in DuckDB's SQL, turned round: null or false where there is room. */
    public static String hasNoRoom(String c) {
        return "length(" + c + ") > " + WHOLE + " AND (contains(" + c + ", '.') AND length(" + c + ") - instr(" + c
                + ", '.') > " + SCALE + " OR length(split_part(ltrim(" + c + ", '-'), '.', 1)) > " + WHOLE + ")";
    }
}
