package dev.kelp.operators.plugins;

import dev.kelp.bind.Binder;
import dev.kelp.bind.Relation;
import dev.kelp.operators.JoinedColumns;
import dev.kelp.plan.Column;
import dev.kelp.plan.Plan;
import dev.kelp.plan.Scalar;
import dev.kelp.syntax.Expr;
import dev.kelp.text.Problem;
import dev.kelp.types.KqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ipv4_lookup} and {@code ipv6_lookup}: rows beside the rows of a table of networks that hold their addresses. Each address
 * is cut to each length of prefix that the table has, so that an equality join finds its networks.
 */
final class AddressLookup {
    private static final String PREFIX_4 = "ipv4_netmask_suffix(a)";
    private static final String MASKED_4 = "parse_ipv4_mask(tostring(split(a, '/')[0]), n)";

    /** An IPv4 address is the last 32 bits of an IPv6 address. */
    private static final String PREFIX_6 = "iff(isempty(parse_ipv6(a)), long(null), iff(a contains_cs '/',"
            + " tolong(split(a, '/')[1]) + iff(a contains_cs ':', 0, 96), 128))";

    private static final String MASKED_6 = "parse_ipv6_mask(tostring(split(a, '/')[0]), n)";

    private AddressLookup() {}

    static Relation ipv4(PluginCall call) {
        return bind(call, "IPv4", PREFIX_4, MASKED_4);
    }

    static Relation ipv6(PluginCall call) {
        call.expect(3, 4, "return_unmatched");
        return bind(call, "IPv6", PREFIX_6, MASKED_6);
    }

    private static Relation bind(PluginCall call, String kind, String prefix, String masked) {
        call.expect(3, Integer.MAX_VALUE, "return_unmatched");
        Binder binder = call.binder();
        Relation source = call.input();
        Relation networks = binder.table(call.required(0, "LookupTable"));
        Column address = text(call, call.column(1, "Source" + kind + "Key"));
        Column network = text(call, call.column(call.required(2, kind + "LookupKey"), networks, kind + "LookupKey"));
        boolean placedFlag = call.size() > 3 && call.places().get(call.size() - 1) instanceof Expr.Literal;
        int end = call.size() - (placedFlag ? 1 : 0);
        List<Plan.KeyPair> extra = new ArrayList<>();
        List<Column> kept = new ArrayList<>(networks.columns());
        for (int i = 3; i < end; i++) {
            Column left = call.column(i, "ExtraKey");
            Column right = call.column(call.required(i, "ExtraKey"), networks, "ExtraKey");
            if (left.type() != right.type()) {
                throw Problem.JOIN_KEY_TYPES.at(call.required(i, "ExtraKey").span(), left.type(), right.type());
            }
            kept.remove(right);
            extra.add(new Plan.KeyPair(new Scalar.Ref(left), new Scalar.Ref(right)));
        }
        Relation pairs = pairs(call, source.keep(List.of(address)), networks.keep(List.of(network)), prefix, masked);
        Plan found = new Plan.Join(
                Plan.JoinKind.INNER,
                pairs.plan(),
                networks.plan(),
                List.of(pair(pairs.columns().get(1), network)));
        List<Plan.KeyPair> keys = new ArrayList<>(extra);
        keys.add(pair(address, pairs.columns().get(0)));
        boolean unmatched = call.flag(placedFlag ? end : Integer.MAX_VALUE, "return_unmatched");
        Plan.JoinKind join = unmatched ? Plan.JoinKind.LEFT_OUTER : Plan.JoinKind.INNER;
        return JoinedColumns.of(new Plan.Join(join, source.plan(), found, keys), source.columns(), kept, binder);
    }

    private static Column text(PluginCall call, Column column) {
        if (column.type() != KqlType.STRING) {
            throw Problem.WRONG_TYPE.at(call.span(), "The column '" + column.name() + "'", "string", column.type());
        }
        return column;
    }

    private static Plan.KeyPair pair(Column left, Column right) {
        return new Plan.KeyPair(new Scalar.Ref(left), new Scalar.Ref(right));
    }

    /** Each address with each network that it matches, under the shorter of their prefixes. */
    private static Relation pairs(
            PluginCall call, Relation addresses, Relation networks, String prefix, String masked) {
        Relation a = prefixes(call, addresses, prefix);
        Relation n = prefixes(call, networks, prefix);
        return call.binder().macro("""
                union
                (A | extend own = n | mv-expand n = toscalar(N | summarize make_set(n)) to typeof(long)
                    | where n <= own | extend k = {masked} | project address = a, n, k
                    | join kind=inner (N | extend k = {masked}) on n, k | project address, network = a),
                (N | extend own = n | mv-expand n = toscalar(A | summarize make_set(n)) to typeof(long)
                    | where n < own | extend k = {masked} | project network = a, n, k
                    | join kind=inner (A | extend k = {masked}) on n, k | project address = a, network)""".replace("{masked}", masked), Map.of("A", a, "N", n), Map.of(), call.span());
    }

    private static Relation prefixes(PluginCall call, Relation texts, String prefix) {
        Column column = texts.columns().get(0);
        Plan.Assign assign = new Plan.Assign(call.binder().column("a", KqlType.STRING), new Scalar.Ref(column));
        Relation named = texts.project(texts.plan(), List.of(assign));
        String query = "T | distinct a | extend n = " + prefix + " | where isnotnull(n)";
        return call.binder().macro(query, Map.of("T", named), Map.of(), call.span());
    }
}
