package dev.kelp.bind;

import dev.kelp.plan.Column;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.tables.TableDef;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the names of a text mean, as its binding found out. */
public final class Symbols {

    public enum Kind {
        TABLE,
        COLUMN,
        /** A scalar value that let declares. */
        VALUE,
        /** A table that let declares. */
        LET_TABLE,
        LET_FUNCTION,
        PARAMETER,
        FUNCTION,
        AGGREGATE
    }

    /**
     * A name at a place.
     *
     * @param type of a value, null for tables and functions
     * @param columns of a table, else empty
     * @param declared where the text declares it, null where it doesn't
     * @param database of a stored table, else empty
     */
    public record Symbol(
            Span span,
            String name,
            Kind kind,
            @Nullable KqlType type,
            List<Column> columns,
            @Nullable Span declared,
            String database) {}

    /** A name that is declared somewhere, as completion offers it. */
    public record Declared(String name, Kind kind, @Nullable KqlType type, Expr.@Nullable Function function) {}

    private record Declaration(Span span, Kind kind) {}

    private final Map<Span, Symbol> symbols = new LinkedHashMap<>();
    private final Map<Scope.Meaning, Declaration> declarations = new IdentityHashMap<>();
    private final Map<Scope.Meaning, KqlType> types = new IdentityHashMap<>();

    /** The names, in the order they were met; the last meaning of each place. */
    public List<Symbol> all() {
        return List.copyOf(symbols.values());
    }

    public Optional<Symbol> at(int offset) {
        Symbol found = null;
        for (Symbol symbol : symbols.values()) {
            if (symbol.span().start() <= offset && offset <= symbol.span().end()) {
                if (found == null || symbol.span().start() >= found.span().start()) {
                    found = symbol;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    /** What is declared in a scope and those around it, the nearest meaning of each name. */
    public List<Declared> visible(Scope scope) {
        List<Declared> visible = new ArrayList<>();
        for (String name : scope.all()) {
            Scope.Meaning meaning = scope.find(name);
            if (meaning != null && !BindTrace.isUnwritten(name)) {
                visible.add(declared(name, meaning));
            }
        }
        return visible;
    }

    private Declared declared(String name, Scope.Meaning meaning) {
        Declaration declaration = declarations.get(meaning);
        Kind kind = declaration == null ? kind(meaning) : declaration.kind();
        Expr.Function function = meaning instanceof Scope.Function f ? f.function() : null;
        return new Declared(name, kind, type(meaning), function);
    }

    private @Nullable KqlType type(Scope.Meaning meaning) {
        return meaning instanceof Scope.Value value ? value.scalar().type() : types.get(meaning);
    }

    private static Kind kind(Scope.Meaning meaning) {
        if (meaning instanceof Scope.Function) {
            return Kind.LET_FUNCTION;
        }
        return meaning instanceof Scope.Table ? Kind.LET_TABLE : Kind.VALUE;
    }

    // --- what the binders tell
    // ----------------------------------------------------------------------------------------

    void declared(Scope.@Nullable Meaning meaning, Cursor.Name name, Kind kind) {
        if (meaning != null) {
            declarations.put(meaning, new Declaration(name.span(), kind));
            symbols.put(
                    name.span(), new Symbol(name.span(), name.text(), kind, type(meaning), List.of(), name.span(), ""));
        }
    }

    /** What binding a let's value has told of it. */
    void found(Scope.Meaning meaning, @Nullable KqlType type, List<Column> columns) {
        if (type != null) {
            types.put(meaning, type);
        }
        Declaration declaration = declarations.get(meaning);
        if (declaration != null) {
            Kind kind = type == null ? Kind.LET_TABLE : Kind.VALUE;
            declarations.put(meaning, new Declaration(declaration.span(), kind));
            symbols.computeIfPresent(
                    declaration.span(), (span, s) -> new Symbol(span, s.name(), kind, type, columns, s.declared(), ""));
        }
    }

    void named(Expr.Name name, Scope.Meaning meaning) {
        Declaration declaration = declarations.get(meaning);
        Span declared = declaration == null ? null : declaration.span();
        Kind kind = declaration == null ? kind(meaning) : declaration.kind();
        List<Column> columns =
                meaning instanceof Scope.Table table ? table.relation().columns() : List.of();
        Symbol before = declared == null ? null : symbols.get(declared);
        symbols.put(
                name.span(),
                new Symbol(
                        name.span(),
                        name.name(),
                        kind,
                        type(meaning),
                        before == null || before.columns().isEmpty() ? columns : before.columns(),
                        declared,
                        ""));
    }

    void column(Span span, Column column) {
        symbols.put(span, new Symbol(span, column.name(), Kind.COLUMN, column.type(), List.of(), null, ""));
    }

    void table(Span span, TableDef table, List<Column> columns) {
        symbols.put(span, new Symbol(span, table.name(), Kind.TABLE, null, columns, null, table.database()));
    }

    void function(Span span, String name, boolean aggregate) {
        symbols.put(
                span, new Symbol(span, name, aggregate ? Kind.AGGREGATE : Kind.FUNCTION, null, List.of(), null, ""));
    }
}
