package dev.tmctl.local;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How a [LocalKinesis] is run.
///
/// @param directory where its data is kept; made if it is not there
/// @param port to listen on, 0 for a free one
/// @param enforceLimits whether shards throttle as AWS's do
///     (<https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html>)
/// @param region shown in ARNs; requests signed for any region are taken
/// @param accountId 12 digits, shown in ARNs and messages
/// @param clock tells arrival times, and when iterators and records expire
/// @param nanoTime elapsed nanoseconds, as [System#nanoTime()], which the clock is held against before
///     records expire
public record LocalKinesisConfig(
        Path directory,
        int port,
        boolean enforceLimits,
        String region,
        String accountId,
        InstantSource clock,
        LongSupplier nanoTime) {

    private static final int PORT_MAX = 65_535;

    /// Checks the port and the account id.
    ///
    /// @throws IllegalArgumentException when the port is none or the account id has not 12 digits
    public LocalKinesisConfig {
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and " + PORT_MAX);
        }
        if (!accountId.matches("\\d{12}")) {
            throw new IllegalArgumentException("account id " + accountId + " is not 12 digits");
        }
    }

    /// A free port, no throttling, region `us-east-1`, account `000000000000`, the system's clock.
    public static LocalKinesisConfig in(Path directory) {
        return new LocalKinesisConfig(
                directory, 0, false, "us-east-1", "000000000000", Clock.systemUTC(), System::nanoTime);
    }

    public LocalKinesisConfig withPort(int newPort) {
        return new LocalKinesisConfig(directory, newPort, enforceLimits, region, accountId, clock, nanoTime);
    }

    public LocalKinesisConfig withEnforceLimits(boolean enforce) {
        return new LocalKinesisConfig(directory, port, enforce, region, accountId, clock, nanoTime);
    }

    public LocalKinesisConfig withRegion(String newRegion) {
        return new LocalKinesisConfig(directory, port, enforceLimits, newRegion, accountId, clock, nanoTime);
    }

    public LocalKinesisConfig withAccountId(String newAccountId) {
        return new LocalKinesisConfig(directory, port, enforceLimits, region, newAccountId, clock, nanoTime);
    }

    /// Time passes as this clock says.
    public LocalKinesisConfig withClock(InstantSource newClock) {
        return withClock(newClock, () -> TimeUnit.MILLISECONDS.toNanos(newClock.millis()));
    }

    /// @param newNanoTime the time that really elapses, whatever the clock says
    LocalKinesisConfig withClock(InstantSource newClock, LongSupplier newNanoTime) {
        return new LocalKinesisConfig(directory, port, enforceLimits, region, accountId, newClock, newNanoTime);
    }
}
