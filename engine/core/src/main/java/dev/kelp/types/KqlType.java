package dev.kelp.types;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The scalar types of KQL.
 *
 * <p>How each is carried: {@code datetime} as ticks of 100 ns since 0001-01-01 UTC, {@code timespan} as signed ticks,
 * {@code decimal} as its canonical text ({@link Decimals}), {@code guid} as lower-case dashed text, {@code dynamic} as compact
 * JSON text (SQL null for KQL null), {@code string} as text that is never null.
 */
public enum KqlType {
    BOOL("bool", "SByte", "System.SByte", Carrier.BOOLEAN, "boolean"),
    INT("int", "Int32", "System.Int32", Carrier.INTEGER, "int32", "uint", "uint32", "int16", "uint16", "int8", "uint8"),
    LONG("long", "Int64", "System.Int64", Carrier.BIGINT, "int64", "ulong", "uint64"),
    REAL("real", "Double", "System.Double", Carrier.DOUBLE, "double", "float"),
    DECIMAL("decimal", "SqlDecimal", "System.Data.SqlTypes.SqlDecimal", Carrier.VARCHAR),
    STRING("string", "String", "System.String", Carrier.VARCHAR),
    DATETIME("datetime", "DateTime", "System.DateTime", Carrier.BIGINT, "date"),
    TIMESPAN("timespan", "TimeSpan", "System.TimeSpan", Carrier.BIGINT, "time"),
    GUID("guid", "Guid", "System.Guid", Carrier.VARCHAR, "uuid", "uniqueid"),
    DYNAMIC("dynamic", "Object", "System.Object", Carrier.VARCHAR);

    private static final Map<String, KqlType> BY_NAME = new HashMap<>();

    static {
        for (KqlType type : values()) {
            BY_NAME.put(type.kql, type);
            for (String alias : type.aliases) {
                BY_NAME.put(alias, type);
            }
        }
    }

    private final String kql;
    private final String wire;
    private final String clr;
    private final Carrier carrier;
    private final String[] aliases;

    KqlType(String kql, String wire, String clr, Carrier carrier, String... aliases) {
        this.kql = kql;
        this.wire = wire;
        this.clr = clr;
        this.carrier = carrier;
        this.aliases = aliases;
    }

    /** The type of a name or alias as written in KQL, empty where there is none. */
    public static Optional<KqlType> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** KQL's name, {@code long}. */
    public String kql() {
        return kql;
    }

    /** The name in {@code DataType} of the first REST protocol, {@code Int64}. */
    public String wire() {
        return wire;
    }

    /** The .NET name that schema commands and {@code getschema} show, {@code System.Int64}. */
    public String clr() {
        return clr;
    }

    public Carrier carrier() {
        return carrier;
    }

    public boolean isInteger() {
        return this == INT || this == LONG;
    }

    public boolean isNumber() {
        return isInteger() || this == REAL || this == DECIMAL;
    }

    /** Whether values can be ordered by {@code <}, {@code sort}, {@code min}. */
    public boolean isOrderable() {
        return this != DYNAMIC && this != GUID;
    }

    @Override
    public String toString() {
        return kql.toLowerCase(Locale.ROOT);
    }
}
