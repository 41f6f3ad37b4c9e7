package dev.tmctl.process;

import java.io.IOException;
import java.nio.file.Path;

/// What a managed process does for those who look after it: from its beginning to its end it holds the lock
/// beside its record, and once it is ready it writes the record.
public final class ProcessClaim {
    private final Path record;
    private final boolean locks;

    private ProcessClaim(Path record, boolean locks) {
        this.record = record;
        this.locks = locks;
    }

    /// Takes the place of the record for this process.
    ///
    /// @param record from [ManagedProcess#RECORD_FILE]
    /// @throws IOException when another process has it
    public static ProcessClaim take(Path record) throws IOException {
        return new ProcessClaim(record, ProcessLock.beside(record).takeForLife());
    }

    /// Tells that this process is ready.
    ///
    /// @param port where it listens
    /// @param fingerprint from [ManagedProcess#FINGERPRINT]
    public void ready(int port, String fingerprint) throws IOException {
        ProcessRecord.ofThisProcess(port, fingerprint, locks).write(record);
    }
}
