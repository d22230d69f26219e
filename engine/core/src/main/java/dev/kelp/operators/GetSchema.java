package dev.kelp.operators;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Operator;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Cursor;
import dev.kelp.syntax.ExprParser;
import dev.kelp.text.Span;
import dev.kelp.types.KqlType;
import java.util.List;
import java.util.stream.Collectors;

/** {@code getschema}: the table's columns as rows; {@code getschema kind=csl} as one text. */
record GetSchema(boolean asText, Span span) implements Operator {
    static GetSchema parse(Cursor.Name word, Cursor cursor, ExprParser exprs) {
        OperatorParameters settings = OperatorParameters.parse(cursor, "kind=csl|default");
        return new GetSchema(settings.get("kind", "default").equals("csl"), word.span());
    }

    @Override
    public Relation bind(Relation input, Binder binder) {
        if (asText) {
            Column text = binder.column("Schema", KqlType.STRING);
            String schema = input.columns().stream()
                    .map(c -> c.name() + ":" + c.type().kql())
                    .collect(Collectors.joining(","));
            return binder.values(List.of(text), List.of(List.of(new Scalar.Literal(KqlType.STRING, schema))));
        }
        return binder.schema(input);
    }
}
