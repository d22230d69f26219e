package dev.kelp.bind;

import dev.kelp.functions.Functions;
import dev.kelp.functions.RowText;
import dev.kelp.functions.RowsFunctions;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.plan.SortKey;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.text.Span;
import dev.kelp.types.Field;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;

/** The rows of files as a table: read while the query is bound, carried in it as one text, taken apart where it runs. */
final class ExternalTables {
    private final Binder binder;
    private final Session session;

    ExternalTables(Binder binder) {
        this.binder = binder;
        this.session = binder.session();
    }

    Relation table(Outside.FileRequest request, Span span) {
        if (session.isOn("request_external_data_disabled") || session.isOn("request_callout_disabled")) {
            throw Problem.SEMANTIC.at(span, "This request may not read external data.");
        }
        Outside reader = session.outside();
        if (reader == null && session.trace() == null) {
            throw Problem.NEEDS_DATA.at(span, "a file");
        }
        try {
            return of(request, reader == null ? "[]" : RowText.array(reader.rows(request), request.schema()), span);
        } catch (KqlException e) {
            throw e.orAt(span);
        }
    }

    private Relation of(Outside.FileRequest request, String rows, Span span) {
        Scalar joined = new Scalar.Call(
                Functions.internal("mv_joined"),
                List.of(new Scalar.Literal(KqlType.DYNAMIC, rows), new Scalar.Literal(KqlType.BOOL, false)),
                KqlType.DYNAMIC);
        Column row = binder.column("$row", KqlType.DYNAMIC);
        Column position = binder.column(Binder.ORDINAL, KqlType.LONG);
        Plan one = binder.oneRow().plan();
        Plan unnested = new Plan.Unnest(one, List.of(new Plan.Assign(row, joined)), position);
        List<Plan.Assign> assigns = new ArrayList<>();
        for (int i = 0; i < request.schema().size(); i++) {
            Field field = request.schema().fields().get(i);
            Scalar value = new Scalar.Call(
                    RowsFunctions.value(field.type()),
                    List.of(new Scalar.Ref(row), new Scalar.Literal(KqlType.LONG, (long) i)),
                    field.type());
            assigns.add(new Plan.Assign(binder.column(field.name(), field.type()), value));
        }
        return Relation.of(unnested, unnested.output())
                .ordered(List.of(new SortKey(position, false, true)), false)
                .project(unnested, assigns);
    }
}
