package dev.tmctl.trace;

/// Hears what is done, for somebody who wants to know. Any thread may tell it something.
public interface Trace {
    /// Hears nothing.
    Trace NONE = new Trace() {
        @Override
        public boolean isVerbose() {
            return false;
        }

        @Override
        public boolean tracesCalls() {
            return false;
        }

        @Override
        public void step(String what) {
            // nobody wants to know
        }

        @Override
        public void call(HttpCall call) {
            // nobody wants to know
        }
    };

    /// Whether it is worth the trouble to tell it steps.
    boolean isVerbose();

    /// Whether it is worth the trouble to tell it HTTP calls.
    boolean tracesCalls();

    /// Something was done.
    ///
    /// @param what in a few words, without secrets
    void step(String what);

    /// A server was called.
    void call(HttpCall call);
}
