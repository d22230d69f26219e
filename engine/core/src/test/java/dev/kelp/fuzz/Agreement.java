package dev.kelp.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Compares Kelp's compiler with Kusto's analyser on generated queries, and groups what differs by its cause. */
public final class Agreement {
    private final Map<String, List<String>> groups = new TreeMap<>();
    private int asked;
    private int bothAccept;
    private int bothRefuse;
    private int sameColumns;

    private Agreement() {}

    public static void main(String[] args) throws IOException {
        Arguments arguments = Arguments.of(args);
        Set<String> without = Set.of(arguments.text("without", "").split(","));
        Profile whole = Profile.forOracle(without);
        Profile profile = new Profile(
                arguments.number("loose", whole.loose()),
                arguments.number("defects", whole.defects()),
                false,
                whole.functions(),
                whole.operators());
        List<String> queries = new ArrayList<>();
        String file = arguments.text("file", "");
        if (file.equals("calls")) {
            queries.addAll(Calls.all(profile));
        } else if (file.isEmpty()) {
            for (int i = 0; i < arguments.number("queries", 5000); i++) {
                queries.add(Queries.query(arguments.number("seed", 1), i, profile));
            }
        } else {
            queries.addAll(Files.readAllLines(Path.of(file)));
        }
        Oracle oracle = new Oracle(
                Path.of(System.getenv("KELP_ORACLE")),
                Path.of("dev/analyser.js").toAbsolutePath());
        Map<String, Verdict> answers = oracle.ask(queries);
        Agreement agreement = new Agreement();
        for (String query : queries) {
            agreement.compare(query, Verdict.ofKelp(query), answers.get(query));
        }
        agreement.report(arguments.number("show", 3), arguments.text("group", ""));
    }

    private void compare(String query, Verdict kelp, Verdict kusto) {
        asked++;
        if (kelp.accepted() != kusto.accepted()) {
            String cause = kelp.accepted() ? "KUSTO REFUSES " + kusto.reason() : "KELP REFUSES " + kelp.reason();
            note(cause, query);
        } else if (!kelp.accepted()) {
            bothRefuse++;
            note("BOTH REFUSE " + (kelp.reason().startsWith("CRASH") ? kelp.reason() : kusto.reason()), query);
        } else {
            bothAccept++;
            if (same(kelp.columns(), kusto.columns())) {
                sameColumns++;
            } else {
                note("COLUMNS " + difference(kelp.columns(), kusto.columns()), query);
            }
        }
    }

    private void note(String cause, String query) {
        groups.computeIfAbsent(cause.lines().findFirst().orElse(""), k -> new ArrayList<>())
                .add(query);
    }

    /** Columns of an open table or an unknown type can't be compared. */
    private static boolean same(List<String> kelp, List<String> kusto) {
        if (kusto.isEmpty()) {
            return true;
        }
        if (kelp.size() != kusto.size()) {
            return false;
        }
        for (int i = 0; i < kelp.size(); i++) {
            String other = kusto.get(i);
            boolean unknown = other.endsWith(":unknown")
                    && kelp.get(i).startsWith(other.substring(0, other.length() - "unknown".length()));
            if (!unknown && !kelp.get(i).equals(other)) {
                return false;
            }
        }
        return true;
    }

    private static String difference(List<String> kelp, List<String> kusto) {
        for (int i = 0; i < Math.min(kelp.size(), kusto.size()); i++) {
            if (!kelp.get(i).equals(kusto.get(i))) {
                return (i + 1) + ": " + kelp.get(i) + ", Kusto " + kusto.get(i);
            }
        }
        return kelp.size() + " columns, Kusto " + kusto.size() + ": "
                + (kelp.size() > kusto.size() ? kelp : kusto).get(Math.min(kelp.size(), kusto.size()));
    }

    private void report(int shown, String wanted) {
        groups.entrySet().stream()
                .filter(e -> wanted.isEmpty()
                        ? !e.getKey().startsWith("BOTH REFUSE KS")
                        : e.getKey().contains(wanted))
                .sorted(Comparator.comparingInt(e -> -e.getValue().size()))
                .forEach(e -> {
                    System.out.println(e.getValue().size() + "  " + e.getKey());
                    e.getValue().stream()
                            .sorted(Comparator.comparingInt(String::length))
                            .limit(shown)
                            .forEach(q -> System.out.println("      " + q.replace("\n", "\n      ")));
                });
        System.out.printf(
                Locale.ROOT,
                "%d queries: %d accepted by both, %d refused by both, %.2f %% agree; columns of %.2f %% of the accepted agree%n",
                asked,
                bothAccept,
                bothRefuse,
                100.0 * (bothAccept + bothRefuse) / asked,
                100.0 * sameColumns / Math.max(1, bothAccept));
    }
}
