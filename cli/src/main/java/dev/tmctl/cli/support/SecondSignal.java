package dev.tmctl.cli.support;

import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/// The JVM is deaf to signals while its shutdown hooks run: somebody who presses Ctrl-C again must not have to wait for
/// them.
///
/// Java has no API for signals but `sun.misc.Signal` (module jdk.unsupported). It is used by reflection, because javac
/// warns of it and cannot be told not to.
final class SecondSignal {
    private SecondSignal() {}

    /// From now on SIGINT ends the process.
    static void endsTheProcess() {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object halting = Proxy.newProxyInstance(
                    SecondSignal.class.getClassLoader(),
                    new Class<?>[] {handler},
                    (_, method, _) -> method.getName().equals("handle") ? halt() : null);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("INT"), halting);
        } catch (ReflectiveOperationException e) {
            // a runtime without the module, or a JVM that leaves signals alone (-Xrs): the hooks have their timeout
        }
    }

    private static @Nullable Object halt() {
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.code());
        return null;
    }
}
