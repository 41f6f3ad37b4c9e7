package dev.tmctl.cli.support;

/// A command that changes what is kept on this machine: all that it was told, or nothing. What it refuses
/// it has not begun, and its errors say so. Of other commands nobody expects a change.
public interface AllOrNothing {}
