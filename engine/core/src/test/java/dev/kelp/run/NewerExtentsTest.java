package dev.kelp.run;

import dev.kelp.store.CatalogPlace;
import dev.kelp.store.NewerLayout;
import java.nio.file.Path;

/** The same in a catalogue of format 1.1. */
class NewerExtentsTest extends ExtentsTest {
    @Override
    synchronized CatalogPlace place(Path folder) {
        return NewerLayout.at(super.place(folder));
    }
}
