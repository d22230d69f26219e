package dev.kelp.kernel.java;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;

/** Loads the classes that JShell makes of cells. */
final class CellLoader implements LoaderDelegate {
    private final Classes classes = new Classes(CellLoader.class.getClassLoader());

    private static final class Classes extends ClassLoader {
        static {
            registerAsParallelCapable();
        }

        private final Map<String, byte[]> bytecodes = new ConcurrentHashMap<>();

        Classes(ClassLoader parent) {
            super("kelp-cells", parent);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = bytecodes.get(name);
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /** The loader itself; Spark gets it too, for the lambdas in cells. */
    ClassLoader classes() {
        return classes;
    }

    @Override
    public void load(ClassBytecodes[] installed) throws ClassInstallException {
        for (ClassBytecodes each : installed) {
            classes.bytecodes.put(each.name(), each.bytecodes());
        }
        boolean[] done = new boolean[installed.length];
        for (int i = 0; i < installed.length; i++) {
            try {
                classes.loadClass(installed[i].name());
                done[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException(String.valueOf(e.getMessage()), done);
            }
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }

    @Override
    public void classesRedefined(ClassBytecodes[] redefined) {
        // JShell gives a changed class a new name; the old one stays as it was.
    }

    @Override
    public void addToClasspath(String path) {
        // What JShell's compiler is told to see is on the kernel's own class path already.
    }
}
