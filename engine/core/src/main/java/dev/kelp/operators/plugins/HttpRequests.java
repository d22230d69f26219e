package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Outside;
import dev.kelp.bind.Relation;
import dev.kelp.plan.Column;
import dev.kelp.plan.Scalar;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import dev.kelp.types.Json;
import dev.kelp.types.KqlType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code http_request} and {@code http_request_post}: what a web service answers, asked once while the query is bound. */
final class HttpRequests {
    private HttpRequests() {}

    static Relation get(PluginCall call) {
        call.expect(1, 3);
        return ask(call, null);
    }

    static Relation post(PluginCall call) {
        call.expect(1, 4);
        return ask(call, call.size() > 3 ? call.text(3, "Content") : "");
    }

    private static Relation ask(PluginCall call, @Nullable String content) {
        Binder binder = call.binder();
        if (call.piped() != null) {
            throw Problem.SEMANTIC.at(call.call().nameSpan(), "The plugin '" + call.name() + "' takes no table.");
        }
        Outside.HttpCall request = new Outside.HttpCall(call.text(0, "Uri"), headers(call), content);
        List<Column> columns = List.of(
                binder.column("ResponseHeaders", KqlType.DYNAMIC), binder.column("ResponseBody", KqlType.DYNAMIC));
        Outside outside = binder.session().outside();
        if (outside == null) {
            return binder.values(columns, List.of());
        }
        try {
            Outside.HttpAnswer answer = outside.http(request);
            return binder.values(
                    columns,
                    List.of(List.of(
                            new Scalar.Literal(KqlType.DYNAMIC, answer.headers()),
                            new Scalar.Literal(KqlType.DYNAMIC, answer.body()))));
        } catch (KqlException e) {
            throw e.orAt(call.span());
        }
    }

    private static Map<String, String> headers(PluginCall call) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (call.size() > 1
                && Json.of((String) call.value(1, "RequestHeaders", KqlType.DYNAMIC)) instanceof Json.Bag bag) {
            bag.properties().forEach((name, value) -> headers.put(name, value.text()));
        }
        return headers;
    }
}
