package dev.kelp;

import dev.kelp.bind.Session;
import dev.kelp.functions.Dialect;
import dev.kelp.functions.Fn;
import dev.kelp.functions.Functions;
import dev.kelp.operators.Operators;
import dev.kelp.operators.plugins.Plugin;
import dev.kelp.operators.plugins.Plugins;
import dev.kelp.tables.ColumnDef;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How much of the query language Kelp speaks: the engine's tables held against the list of the language's names. */
public final class Coverage {
    /** What answers to a query that names something tell of it when it isn't there at all. */
    private static final Set<Problem> NOT_THERE =
            EnumSet.of(Problem.UNKNOWN_FUNCTION, Problem.NOT_TABULAR, Problem.SYNTAX, Problem.EXPECTED);

    /** The shortest query for each function that yields a table. */
    private static final Map<String, String> TABLES = Map.of(
            "table", "table('T')",
            "database", "database('main').T",
            "cluster", "cluster('c').database('main').T",
            "external_table", "external_table('E')",
            "materialized_view", "materialized_view('M')",
            "stored_query_result", "stored_query_result('R')",
            "entity_group", "let g = entity_group [database('main')]; macro-expand g as e (e.T)",
            "graph", "graph('G')");

    /** What is left out for good, and why. */
    private static final Map<String, String> REASONS = reasons();

    private final List<LanguageName> names = LanguageName.all();

    private static Map<String, String> reasons() {
        String unknown = "a part of Kusto's own machinery that no documentation describes";
        return Map.ofEntries(
                Map.entry("row_id", "described nowhere; rows have no number of their own"),
                Map.entry("passthrough", unknown),
                Map.entry("__executeAndCache", unknown),
                Map.entry("__cast", unknown),
                Map.entry("__invoke", unknown),
                Map.entry("__geo_length_to_s2cell_level", unknown),
                Map.entry("__geo_line_s2cell_covering_level", unknown),
                Map.entry("__geo_line_validate", unknown),
                Map.entry("__geo_polygon_s2cell_covering_level", unknown),
                Map.entry("__geo_polygon_validate", unknown),
                Map.entry("__hash_crc32", unknown),
                Map.entry("__hash_djb2", unknown),
                Map.entry("__hash_many_crc32", unknown),
                Map.entry("__hash_xxh64", unknown),
                Map.entry("__hll_normalize", unknown),
                Map.entry("__ipv6_lookup_ranges", unknown),
                Map.entry("__lz4_compress_dynamic_array_to_base64_string", unknown),
                Map.entry("hll_isvalid", unknown),
                Map.entry("tdigest_isvalid", unknown),
                Map.entry("rowstore_ordinal_range", unknown),
                Map.entry(
                        "geo_info_from_ip_address",
                        "the databases that know where addresses are come with licences of their own"));
    }

    /**
     * How it stands with a name.
     *
     * @param reason why it is not covered; empty where it simply isn't there
     */
    public record Standing(LanguageName name, boolean covered, String reason) {}

    /** How it stands with each name of a kind, those hidden from users left out or alone. */
    public List<Standing> standings(LanguageName.Kind kind, boolean hidden) {
        return names.stream()
                .filter(name -> name.kind() == kind && name.hidden() == hidden)
                .map(Coverage::standing)
                .toList();
    }

    private static Standing standing(LanguageName name) {
        String missing = missing(name);
        return new Standing(name, missing == null, missing == null ? "" : missing);
    }

    /** Why a name isn't covered; null where it is. */
    private static @Nullable String missing(LanguageName name) {
        String reason = REASONS.getOrDefault(name.name(), "");
        return switch (name.kind()) {
            case OPERATOR ->
                Operators.ALL.pipedWords().contains(name.name())
                                || Operators.ALL.sourceWords().contains(name.name())
                        ? null
                        : reason;
            case FUNCTION -> name.table() ? asked(name.name()) : isThere(name.name(), false) ? null : reason;
            case AGGREGATE -> isThere(name.name(), true) ? null : reason;
            case PLUGIN -> plugin(name.name(), reason);
            case CHART -> Operators.charts().contains(name.name()) ? null : reason;
            case CHART_PROPERTY -> Operators.chartProperties().contains(name.name()) ? null : reason;
        };
    }

    private static @Nullable String plugin(String name, String reason) {
        for (Plugin plugin : Plugins.all()) {
            if (plugin.name().equals(name)) {
                return plugin.binding() == null ? plugin.doc() : null;
            }
        }
        return reason;
    }

    private static boolean isThere(String name, boolean aggregate) {
        return Functions.callable(name).stream().anyMatch(row -> (row.kind() == Fn.Kind.AGGREGATE) == aggregate);
    }

    private static @Nullable String asked(String function) {
        String query = Objects.requireNonNull(TABLES.get(function), function);
        try {
            Compiler.compile(query, Dialect.DUCKDB, new Session(new OneTable(), "main", 0, Map.of()));
            return null;
        } catch (KqlException e) {
            if (e.problem() == Problem.NOT_SUPPORTED) {
                return e.message();
            }
            return NOT_THERE.contains(e.problem()) ? REASONS.getOrDefault(function, "") : null;
        }
    }

    private static final class OneTable implements TableCatalog {
        @Override
        public List<String> databases() {
            return List.of("main");
        }

        @Override
        public Optional<String> database(String name) {
            return name.equals("main") ? Optional.of(name) : Optional.empty();
        }

        @Override
        public List<TableDef> tables(String database) {
            return List.of(new TableDef(database, "T", 1, List.of(new ColumnDef(1, "x", KqlType.LONG)), "", ""));
        }
    }

    /** Whether a count is one that the language's list gives too much of, or that the operators themselves see to. */
    private static boolean isExempt(String function, int count) {
        // Conditions and values in turn, then a default; and a column for each of several arguments.
        return function.equals("case") && count % 2 == 0 || function.equals("take_any") || function.equals("any");
    }

    /** Counts of arguments that a function of Kusto's takes and Kelp's of that name doesn't: {@code name(count)}. */
    public List<String> countsNotTaken() {
        List<String> refused = new ArrayList<>();
        for (LanguageName name : names) {
            boolean aggregate = name.kind() == LanguageName.Kind.AGGREGATE;
            boolean scalar = name.kind() == LanguageName.Kind.FUNCTION && !name.table();
            if (!(aggregate || scalar) || !isThere(name.name(), aggregate)) {
                continue;
            }
            for (int count : name.counts()) {
                if (!isExempt(name.name(), count)
                        && Functions.callable(name.name()).stream()
                                .noneMatch(row -> (row.kind() == Fn.Kind.AGGREGATE) == aggregate && row.takes(count))) {
                    refused.add(name.name() + "(" + count + ")");
                }
            }
        }
        return refused;
    }

    /** All of it for people: a line per kind of names, and what is missing. */
    public String report() {
        StringBuilder out = new StringBuilder();
        for (LanguageName.Kind kind : LanguageName.Kind.values()) {
            report(kind, out);
        }
        List<String> counts = countsNotTaken();
        if (!counts.isEmpty()) {
            out.append("counts of arguments not taken: ")
                    .append(String.join(", ", counts))
                    .append('\n');
        }
        return out.toString();
    }

    private void report(LanguageName.Kind kind, StringBuilder out) {
        List<Standing> visible = standings(kind, false);
        List<Standing> hidden = standings(kind, true);
        out.append(kind.title()).append(": ").append(share(visible));
        if (!hidden.isEmpty()) {
            out.append("; hidden from users: ").append(share(hidden));
        }
        out.append('\n');
        missing("missing", visible, out);
        missing("missing, hidden from users", hidden, out);
        for (List<Standing> standings : List.of(visible, hidden)) {
            standings.stream()
                    .filter(s -> !s.covered() && !s.reason().isEmpty())
                    .collect(Collectors.groupingBy(Standing::reason, LinkedHashMap::new, Collectors.toList()))
                    .forEach((reason, named) -> out.append("  left out: ")
                            .append(names(named))
                            .append(" (")
                            .append(reason)
                            .append(")\n"));
        }
    }

    private static void missing(String title, List<Standing> standings, StringBuilder out) {
        List<Standing> missing = standings.stream()
                .filter(s -> !s.covered() && s.reason().isEmpty())
                .toList();
        if (!missing.isEmpty()) {
            out.append("  ").append(title).append(": ").append(names(missing)).append('\n');
        }
    }

    private static String names(List<Standing> standings) {
        return standings.stream().map(s -> s.name().name()).collect(Collectors.joining(", "));
    }

    private static String share(List<Standing> standings) {
        long covered = standings.stream().filter(Standing::covered).count();
        return covered + " of " + standings.size();
    }
}
