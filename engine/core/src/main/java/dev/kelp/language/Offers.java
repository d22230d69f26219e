package dev.kelp.language;

import dev.kelp.bind.BindTrace;
import dev.kelp.bind.BindTrace.Place;
import dev.kelp.bind.Graph;
import dev.kelp.bind.QueryOption;
import dev.kelp.bind.Scope;
import dev.kelp.bind.Symbols;
import dev.kelp.language.Completions.Kind;
import dev.kelp.operators.Operators;
import dev.kelp.operators.plugins.Plugin;
import dev.kelp.operators.plugins.Plugins;
import dev.kelp.plan.Column;
import dev.kelp.syntax.Caret;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.Statement;
import dev.kelp.syntax.Token;
import dev.kelp.tables.TableCatalog;
import dev.kelp.tables.TableDef;
import dev.kelp.types.KqlType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what parser and binder asked of the name at the cursor into suggestions. */
final class Offers {
    /** Calls in whose arguments tables stand as well as values. */
    private static final Set<String> TAKE_TABLES =
            Set.of("toscalar", "materialize", "in", "!in", "in~", "!in~", "has_any", "has_all", "view", "totable");

    private static final Set<Symbols.Kind> TABLES = Set.of(Symbols.Kind.TABLE, Symbols.Kind.LET_TABLE);

    private final Analysis analysis;
    private final Caret caret;
    private final BindTrace bind;
    private final TableCatalog catalog;
    private final String database;
    private final Candidates candidates;

    Offers(Analysis analysis, TableCatalog catalog, String database, Candidates candidates) {
        this.analysis = analysis;
        this.caret = analysis.parse().caret();
        this.bind = analysis.bind();
        this.catalog = catalog;
        this.database = database;
        this.candidates = candidates;
    }

    void gather() {
        if (caret.names().contains("a query operator")) {
            boolean graph = graph().isPresent();
            Operators.ALL.pipedRows().stream()
                    .filter(r -> !r.word().startsWith("__"))
                    .forEach(r -> operator(r, r.word().startsWith("graph-") == graph ? 0 : 7));
            return;
        }
        if (caret.names().contains("the name of a plugin")) {
            Plugins.all().stream().filter(p -> p.binding() != null).forEach(this::plugin);
            return;
        }
        if (caret.names().contains("the name of a function")) {
            scope().ifPresent(s -> declared(bind.symbols().visible(s), false));
            return;
        }
        if (caret.target().isPresent()) {
            members(caret.target().get());
            return;
        }
        caret.offers().forEach(this::offer);
        caret.words().forEach(this::word);
        caret.names().forEach(this::name);
    }

    // --- words
    // --------------------------------------------------------------------------------------------------------

    private void offer(Caret.Offer offer) {
        switch (offer.what()) {
            case "an operator" -> {
                if (mayFollowOperand(offer.word())) {
                    String word = offer.word().equals("matches") ? "matches regex" : offer.word();
                    candidates.word(
                            word,
                            Kind.SCALAR_OPERATOR,
                            Character.isLetter(offer.word().charAt(0)) ? 1 : 3);
                }
            }
            case "a setting", "a property" ->
                candidates.add(offer.word(), Kind.PARAMETER, offer.word() + "=", "", "", 2);
            default -> candidates.word(offer.word(), Kind.VALUE, 0);
        }
    }

    private void word(String word) {
        if (word.equals("hint")) {
            candidates.add("hint.", Kind.PARAMETER, "hint.", "", "Advice to Kusto's planner; Kelp needs none.", 6);
        } else if (word.equals("and") || word.equals("or")) {
            if (!operandIsTable()) {
                candidates.word(word, Kind.SCALAR_OPERATOR, 1);
            }
        } else if (word.equals("|")) {
            candidates.add("|", Kind.KEYWORD, "| ", "", "The next operator.", 4);
        } else if (Character.isLetter(word.charAt(0))) {
            candidates.word(word, Kind.KEYWORD, caret.operand().isPresent() ? 0 : 2);
        }
    }

    /** Whether an operator between values may follow what stands before the cursor. */
    private boolean mayFollowOperand(String operator) {
        if (operandIsTable()) {
            return false;
        }
        KqlType type = operandType();
        if (type == null || type == KqlType.DYNAMIC) {
            return true;
        }
        boolean text = operator.contains("has")
                || operator.contains("contains")
                || operator.contains("with")
                || operator.equals("matches")
                || operator.endsWith("~");
        boolean range = operator.contains("between")
                || operator.startsWith("<") && !operator.equals("<>")
                || operator.startsWith(">");
        return switch (type) {
            case STRING -> !operator.contains("between");
            case BOOL -> !text && !range && !operator.endsWith("in");
            default -> !text;
        };
    }

    private boolean operandIsTable() {
        Optional<Expr> operand = caret.operand();
        if (operand.isEmpty()) {
            return false;
        }
        boolean table = bind.symbols().all().stream()
                .anyMatch(s -> TABLES.contains(s.kind())
                        && s.span().equals(operand.get().span()));
        return table || caret.operator().isEmpty() && caret.arguments().isEmpty() && isStatement();
    }

    /** Whether the text's last statement is a query, whose expression is a table. */
    private boolean isStatement() {
        int last = analysis.statements().size() - 1;
        return last >= 0 && analysis.statements().get(last) instanceof Statement.Query;
    }

    private @Nullable KqlType operandType() {
        return caret.operand().map(this::typeOf).orElse(null);
    }

    private @Nullable KqlType typeOf(Expr expr) {
        return bind.typed().stream()
                .filter(t -> t.expr().span().equals(expr.span()))
                .map(BindTrace.Typed::type)
                .findFirst()
                .or(() -> unboundType(expr))
                .orElse(null);
    }

    /** The type of what stands in an operator that is not whole enough to be bound. */
    private Optional<KqlType> unboundType(Expr expr) {
        if (expr instanceof Expr.Literal literal) {
            return Optional.of(literal.type());
        }
        if (!(expr instanceof Expr.Name name)) {
            return Optional.empty();
        }
        return caret.operator()
                .flatMap(bind::applied)
                .flatMap(a -> a.input().column(name.name()))
                .map(Column::type);
    }

    // --- names
    // --------------------------------------------------------------------------------------------------------

    private void name(String what) {
        switch (what) {
            case "a table" -> {
                if (tablesMayStandHere()) {
                    tables(database, columnsHere().isEmpty() ? 1 : 3);
                    Operators.ALL.sourceRows().forEach(r -> operator(r, 3));
                    place().map(Place::scope)
                            .ifPresent(s -> declared(bind.symbols().visible(s), true));
                }
            }
            case "an expression" -> expression();
            case "a type" -> {
                for (KqlType type : KqlType.values()) {
                    candidates.word(type.kql(), Kind.TYPE, 0);
                }
            }
            case "the name of an option" ->
                QueryOption.ALL.forEach(o -> candidates.add(o.name(), Kind.OPTION, o.name(), o.type(), o.doc(), 0));
            default -> {
                if (what.startsWith("'") && what.endsWith("'")) {
                    for (String word : what.split(" or ")) {
                        candidates.word(word.substring(1, word.length() - 1), Kind.KEYWORD, 0);
                    }
                } else if (what.contains("column") && !what.contains("parameter")) {
                    columns(0);
                }
            }
        }
    }

    private Optional<Place> place() {
        List<Place> places = bind.carets();
        return places.isEmpty() ? Optional.empty() : Optional.of(places.get(0));
    }

    private Optional<Scope> scope() {
        return place().map(Place::scope)
                .or(() -> caret.operator().flatMap(bind::applied).map(BindTrace.Applied::scope));
    }

    private boolean tablesMayStandHere() {
        if (!caret.arguments().isEmpty()
                && TAKE_TABLES.contains(caret.arguments().get(0).function())) {
            return true;
        }
        if (bind.carets().stream().anyMatch(Place::tabular)) {
            return true;
        }
        boolean inCall = caret.arguments().stream().anyMatch(a -> !TAKE_TABLES.contains(a.function()));
        return !inCall && columnsHere().isEmpty();
    }

    /** A value: columns, declared names, functions; aggregates where they may stand. */
    private void expression() {
        if (bind.carets().stream().anyMatch(Place::tabular)) {
            scope().ifPresent(s -> declared(bind.symbols().visible(s), true));
            return;
        }
        columns(1);
        caret.operator().flatMap(bind::sides).ifPresent(sides -> {
            candidates.word("$left", Kind.VARIABLE, 2);
            candidates.word("$right", Kind.VARIABLE, 2);
        });
        if (caret.operator().flatMap(bind::sides).isPresent()) {
            return;
        }
        graph().ifPresent(g -> elements().forEach(e -> candidates.word(e.text(), Kind.VARIABLE, 0)));
        place().ifPresent(p -> p.records().forEach(r -> candidates.word(r, Kind.VARIABLE, 1)));
        scope().ifPresent(s -> declared(bind.symbols().visible(s), tablesMayStandHere()));
        functions();
        for (KqlType type : KqlType.values()) {
            candidates.add(type.kql(), Kind.TYPE, type.kql() + "(", type.kql() + "(…)", "A constant.", 6);
        }
        Wanted wanted = wanted();
        if (wanted.types().contains(KqlType.BOOL)) {
            candidates.word("true", Kind.VALUE, wanted.only(KqlType.BOOL) ? 2 : 6);
            candidates.word("false", Kind.VALUE, wanted.only(KqlType.BOOL) ? 2 : 6);
        }
    }

    private void functions() {
        boolean aggregating = place().map(Place::aggregating).orElse(false);
        // An operator that is not whole enough to be bound may be one that aggregates.
        boolean unbound = place().isEmpty()
                && caret.arguments().isEmpty()
                && caret.operator().isPresent();
        Wanted wanted = wanted();
        for (FunctionItems.Callable function : FunctionItems.all()) {
            if (aggregating && function.aggregate()) {
                candidates.add(function.item(), 0);
            } else if (unbound && function.aggregate()) {
                candidates.add(function.item(), 3);
            } else if (function.scalar()) {
                candidates.add(function.item(), wanted.fits(function.results()) ? 4 : 5);
            }
        }
    }

    /** @param tabular whether tables may stand here too */
    private void declared(List<Symbols.Declared> names, boolean tabular) {
        for (Symbols.Declared name : names) {
            if (name.name().equals(beingDeclared())) {
                continue;
            }
            Expr.Function function = name.function();
            if (function != null) {
                String insert =
                        Names.written(name.name()) + (function.parameters().isEmpty() ? "()" : "(");
                candidates.add(
                        name.name(),
                        Kind.FUNCTION,
                        insert,
                        Signatures.of(name.name(), function),
                        "Declared in this text.",
                        2);
                continue;
            }
            KqlType type = name.type();
            boolean table =
                    name.kind() == Symbols.Kind.LET_TABLE || name.kind() == Symbols.Kind.PARAMETER && type == null;
            if (!table || tabular) {
                candidates.add(
                        name.name(),
                        table ? Kind.TABLE : Kind.VARIABLE,
                        Names.written(name.name()),
                        type == null ? "" : type.kql(),
                        "Declared in this text.",
                        wanted().fits(type) ? 2 : 3);
            }
        }
    }

    /** The name of the let that the text ends in; it does not see itself. */
    private String beingDeclared() {
        int last = analysis.statements().size() - 1;
        return last >= 0 && analysis.statements().get(last) instanceof Statement.Let let
                ? let.name().text()
                : "";
    }

    private List<Column> columnsHere() {
        Optional<BindTrace.Sides> sides = caret.operator().flatMap(bind::sides);
        if (sides.isPresent() && caret.target().isEmpty()) {
            BindTrace.Sides both = sides.get();
            return both.left().columns().stream()
                    .filter(l -> both.right().column(l.name()).isPresent())
                    .toList();
        }
        return place().filter(p -> !p.tabular())
                .map(p -> p.relation().columns())
                .or(() -> caret.operator().flatMap(bind::applied).map(a -> a.input()
                        .columns()))
                .orElse(List.of());
    }

    /** @param rank of those that are of a type wanted here */
    private void columns(int rank) {
        columnsHere().forEach(c -> column(c, rank));
    }

    private void column(Column column, int rank) {
        if (!BindTrace.isMore(column)
                && !column.name().isEmpty()
                && !column.name().equals(Caret.NAME)) {
            candidates.add(
                    column.name(),
                    Kind.COLUMN,
                    Names.written(column.name()),
                    column.type().kql(),
                    "",
                    rank + (wanted().fits(column.type()) ? 0 : 1));
        }
    }

    private void tables(String of, int rank) {
        for (TableDef table : catalog.tables(of)) {
            candidates.add(
                    table.name(),
                    Kind.TABLE,
                    Names.written(table.name()),
                    "table",
                    Descriptions.columns(table) + (table.docString().isEmpty() ? "" : "\n" + table.docString()),
                    rank);
        }
    }

    /** What may follow a dot. */
    private void members(Expr target) {
        if (target instanceof Expr.Name side
                && (side.name().equals("$left") || side.name().equals("$right"))) {
            caret.operator().flatMap(bind::sides).ifPresent(sides -> {
                List<Column> columns = (side.name().equals("$left") ? sides.left() : sides.right()).columns();
                columns.forEach(c -> column(c, 0));
            });
        } else if (target instanceof Expr.Call call
                && call.function().equals("database")
                && call.arguments().size() == 1
                && call.arguments().get(0).expr() instanceof Expr.Literal literal
                && literal.value() instanceof String name) {
            catalog.database(name).ifPresent(d -> tables(d, 0));
        } else {
            caret.offers().forEach(this::offer);
            if (target instanceof Expr.Name element && graph().isPresent()) {
                elements().stream().filter(e -> e.text().equals(element.name())).forEach(this::properties);
            }
            place().filter(p -> !p.tabular() && p.member())
                    .ifPresent(p -> p.relation().columns().forEach(c -> column(c, 0)));
        }
    }

    // --- graphs
    // -------------------------------------------------------------------------------------------------------

    /** The graph that the operator at the cursor works on. */
    private Optional<Graph> graph() {
        return caret.operator().flatMap(bind::applied).map(a -> a.input().graph());
    }

    /** The names of a pattern's nodes and edges, once each. */
    private List<Token> elements() {
        Set<String> names = new HashSet<>();
        return analysis.tokens().stream()
                .filter(t -> !elementKind(t).isEmpty() && !t.text().equals(Caret.NAME) && names.add(t.text()))
                .toList();
    }

    private String elementKind(Token token) {
        String what = analysis.parse().nameAt(token.span().start()).orElse("");
        return what.equals("the name of a node") || what.equals("the name of an edge") ? what : "";
    }

    private void properties(Token element) {
        graph().map(g -> elementKind(element).endsWith("node") ? g.nodes() : g.edges())
                .ifPresent(rows -> rows.columns().forEach(c -> column(c, 0)));
    }

    private Wanted wanted() {
        if (!caret.arguments().isEmpty() && caret.comparedWith().isEmpty()) {
            Caret.Argument innermost = caret.arguments().get(0);
            return new Wanted(FunctionItems.wanted(innermost.function(), innermost.index()));
        }
        KqlType compared = caret.comparedWith().map(this::typeOf).orElse(null);
        return compared == null ? Wanted.ANY : new Wanted(Set.of(compared));
    }

    private void operator(Operators.Row row, int rank) {
        String insert = row.syntax().startsWith(row.word() + " by ") ? row.word() + " by" : row.word();
        candidates.add(row.word(), Kind.OPERATOR, insert, row.syntax(), row.doc(), rank);
    }

    private void plugin(Plugin plugin) {
        candidates.add(plugin.name(), Kind.PLUGIN, plugin.name() + "(", plugin.syntax(), plugin.doc(), 0);
    }
}
