package dev.kelp.run;

/** Hears how far long work has come. Called from any thread, at most a few times a second. */
@FunctionalInterface
public interface Progress {

    Progress SILENT = (fraction, what) -> {};

    /** @param fraction from 0 to 1, negative where it isn't known */
    void update(double fraction, String what);
}
