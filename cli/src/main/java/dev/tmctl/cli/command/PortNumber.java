package dev.tmctl.cli.command;

import dev.tmctl.target.InvalidInputException;

/// The number of a TCP port, as a user gives it.
final class PortNumber {
    private static final int MOST = 65_535;

    private PortNumber() {}

    /// @param least 0 where a free port may be asked for, else 1
    /// @throws InvalidInputException when there is no such port
    static void check(int port, int least) {
        if (port < least || port > MOST) {
            throw new InvalidInputException(
                    "port", "\"" + port + "\" is not a port; expected " + least + " to " + MOST);
        }
    }
}
