package dev.kelp.kernel.java;

import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.session.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the values of Java cells are shown. */
public final class ValueViews {
    private final List<Function<Object, Optional<MimeBundle>>> others;

    /** @param others views of further types, asked in order */
    public ValueViews(List<Function<Object, Optional<MimeBundle>>> others) {
        this.others = List.copyOf(others);
    }

    MimeBundle of(@Nullable Object value) {
        if (value instanceof MimeBundle bundle) {
            return bundle;
        }
        if (value instanceof Result result) {
            return result.view();
        }
        if (value != null) {
            for (Function<Object, Optional<MimeBundle>> view : others) {
                Optional<MimeBundle> bundle = view.apply(value);
                if (bundle.isPresent()) {
                    return bundle.get();
                }
            }
        }
        return MimeBundle.text(text(value));
    }

    private static String text(@Nullable Object value) {
        if (value != null && value.getClass().isArray()) {
            String nested = Arrays.deepToString(new Object[] {value});
            return nested.substring(1, nested.length() - 1);
        }
        return String.valueOf(value);
    }
}
