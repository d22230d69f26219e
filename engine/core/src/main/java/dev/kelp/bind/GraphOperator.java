package dev.kelp.bind;

import dev.kelp.text.Problem;

/** A piped operator on a graph. */
public interface GraphOperator extends Operator {

    String HINT = "Make one first: make-graph source --> target.";

    /** The table or the graph that the operator makes of a graph. */
    Relation bind(Graph graph, Binder binder);

    /** The word it begins with. */
    String word();

    @Override
    default Relation bind(Relation input, Binder binder) {
        Graph graph = input.graph();
        if (graph == null) {
            throw Problem.NEEDS_GRAPH.at(span(), word()).hint(HINT);
        }
        return bind(graph, binder);
    }
}
