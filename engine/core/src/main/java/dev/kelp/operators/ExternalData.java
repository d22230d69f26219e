package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Outside;
import dev.kelp.bind.Relation;
import dev.kelp.bind.SourceOperator;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.Expr;
import dev.kelp.syntax.ExprParser;
import dev.kelp.syntax.Token;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import dev.kelp.types.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code externaldata(a: long) ['file.csv'] with (format='csv')} and {@code inline_external_table}: the rows of files (R168).
 *
 * @param format empty for what the first file's ending says
 */
record ExternalData(List<Expr.ColumnSyntax> columns, List<Expr> places, String format, boolean skipFirst, Span span)
        implements SourceOperator {
    static ExternalData parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        cursor.expect("(");
        List<Expr.ColumnSyntax> columns = exprs.columnList(")");
        cursor.expect(")");
        List<Expr> places = new ArrayList<>();
        Token token = cursor.peek();
        if (token.kind() == Token.Kind.QUOTED_NAME) {
            // One quoted text in brackets reads like a bracketed name.
            cursor.next();
            places.add(new Expr.Literal(KqlType.STRING, token.text(), token.span()));
        } else {
            cursor.expect("[");
            do {
                places.add(exprs.expr());
            } while (cursor.accept(","));
            cursor.expect("]");
        }
        Map<String, Cursor.Name> properties = properties(cursor);
        Cursor.Name mapping = properties.get("ingestionmapping");
        if (mapping != null) {
            throw Problem.NOT_SUPPORTED
                    .at(mapping.span(), "A mapping of external data")
                    .hint("Columns take the properties of their names; read others as one dynamic column.");
        }
        Cursor.Name format = properties.get("format");
        Cursor.Name skip = properties.get("ignorefirstrecord");
        return new ExternalData(
                columns,
                places,
                format == null ? "" : format.text(),
                skip != null
                        && (skip.text().equalsIgnoreCase("true") || skip.text().equals("1")),
                word.span());
    }

    /** {@code inline_external_table(a: long) kind=storage dataformat=csv ('file.csv') with (includeHeaders='All')}. */
    static ExternalData parseInline(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        List<Expr.ColumnSyntax> columns = List.of();
        if (cursor.accept("(")) {
            columns = exprs.columnList(")");
            cursor.expect(")");
        }
        cursor.expect("kind");
        cursor.expect("=");
        Cursor.Name kind = cursor.name("'storage'");
        if (!kind.text().equals("storage")) {
            throw Problem.NOT_SUPPORTED
                    .at(kind.span(), "An external table of kind '" + kind.text() + "'")
                    .hint("Kelp reads files: kind=storage.");
        }
        if (cursor.at("partition") || cursor.at("pathformat")) {
            throw Problem.NOT_SUPPORTED.at(cursor.peek().span(), "An external table in partitions");
        }
        cursor.expect("dataformat");
        cursor.expect("=");
        Cursor.Name format = cursor.name("a format");
        cursor.expect("(");
        List<Expr> places = new ArrayList<>();
        do {
            places.add(exprs.expr());
        } while (cursor.accept(","));
        cursor.expect(")");
        Map<String, Cursor.Name> properties = properties(cursor);
        for (String unknown : List.of("nameprefix", "fileextension")) {
            Cursor.Name property = properties.get(unknown);
            if (property != null) {
                throw Problem.NOT_SUPPORTED
                        .at(property.span(), "A choice among files")
                        .hint("Name the files themselves.");
            }
        }
        Cursor.Name headers = properties.get("includeheaders");
        boolean skip = headers != null && headers.text().equalsIgnoreCase("all");
        return new ExternalData(columns, places, format.text(), skip, word.span());
    }

    private static Map<String, Cursor.Name> properties(Cursor cursor) {
        Map<String, Cursor.Name> properties = new LinkedHashMap<>();
        if (cursor.accept("with")) {
            cursor.expect("(");
            while (!cursor.at(")")) {
                String name = cursor.name("a property").text().toLowerCase(Locale.ROOT);
                cursor.expect("=");
                Token value = cursor.next();
                properties.put(name, new Cursor.Name(value.text(), value.span()));
                if (!cursor.accept(",")) {
                    break;
                }
            }
            cursor.expect(")");
        }
        return properties;
    }

    @Override
    public Relation bindSource(Binder binder) {
        if (columns.isEmpty()) {
            throw Problem.SYNTAX.at(span, "External data needs its columns: (a: long, b: string).");
        }
        List<Field> fields = new ArrayList<>();
        for (Expr.ColumnSyntax column : columns) {
            if (fields.stream().anyMatch(f -> f.name().equals(column.name()))) {
                throw Problem.DUPLICATE_COLUMN.at(column.span(), column.name());
            }
            fields.add(new Field(column.name(), column.type()));
        }
        List<String> texts = new ArrayList<>();
        for (Expr place : places) {
            texts.add(binder.constantText(place, "The place of a file"));
        }
        return binder.external(new Outside.FileRequest(new Schema(fields), texts, format, skipFirst), span);
    }
}
