package dev.kelp.functions;

import org.jspecify.annotations.Nullable;

/**
 * A function body in Java, over boxed carriers. Registered in DuckDB and in Spark; must be pure, fast and thread-safe, and must
 * not throw for bad data (null, or the empty string, is KQL's answer to it).
 */
@FunctionalInterface
public interface JavaBody {
    @Nullable
    Object apply(@Nullable Object[] arguments);

    interface F0 {
        @Nullable
        Object apply();
    }

    interface F1<A> {
        @Nullable
        Object apply(A a);
    }

    interface F2<A, B> {
        @Nullable
        Object apply(A a, B b);
    }

    interface F3<A, B, C> {
        @Nullable
        Object apply(A a, B b, C c);
    }

    interface F4<A, B, C, D> {
        @Nullable
        Object apply(A a, B b, C c, D d);
    }

    interface F5<A, B, C, D, E> {
        @Nullable
        Object apply(A a, B b, C c, D d, E e);
    }

    interface F6<A, B, C, D, E, F> {
        @Nullable
        Object apply(A a, B b, C c, D d, E e, F f);
    }

    interface F7<A, B, C, D, E, F, G> {
        @Nullable
        Object apply(A a, B b, C c, D d, E e, F f, G g);
    }
}
